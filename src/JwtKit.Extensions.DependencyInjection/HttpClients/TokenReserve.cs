namespace JwtKit;

/// <summary>Tokens of one issuer for one client: fresh ones, or the last one while it lives, if it may be used again. Safe for concurrent use.</summary>
internal sealed class TokenReserve(JwtKitRuntime runtime, TokenIssuers issuers, string issuerName, TimeProvider timeProvider)
{
    private static readonly TimeSpan MaximumRest = TimeSpan.FromSeconds(30);

    private Kept? kept;

    public TokenPlatform Platform => issuers[issuerName].Platform;

    public async ValueTask<string> TakeAsync(CancellationToken cancellationToken)
    {
        Counted<TokenIssuer> issuer = (runtime.Issuers.Find(issuers[issuerName].Name) ?? throw Gone()).Enter() ?? throw Gone();
        try
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            if (Volatile.Read(ref kept) is { } last && last.IsOf(issuer) && last.From <= now && now < last.Until)
            {
                return last.Token;
            }

            string token = await issuer.Value.IssueAsync(identity: null, encrypt: false, cancellationToken).ConfigureAwait(false);
            if (!issuer.Value.UsesTokenId)
            {
                // Whole seconds, as the token says them.
                DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
                TimeSpan lifetime = TimeSpan.FromSeconds(Math.Floor(issuer.Value.Lifetime.TotalSeconds));
                TimeSpan rest = lifetime / 5 < MaximumRest ? lifetime / 5 : MaximumRest;
                Volatile.Write(ref kept, new Kept(token, new WeakReference<Counted<TokenIssuer>>(issuer), from, from + lifetime - rest));
            }

            return token;
        }
        finally
        {
            issuer.Leave();
        }
    }

    private InvalidOperationException Gone() => new($"The issuer '{issuerName}' was taken out of the configuration.");

    /// <summary>A token with the issuer as it was: after a change of the configuration it is another, and the token is not used any more.</summary>
    private sealed record Kept(string Token, WeakReference<Counted<TokenIssuer>> Issuer, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool IsOf(Counted<TokenIssuer> issuer) => Issuer.TryGetTarget(out Counted<TokenIssuer>? maker) && ReferenceEquals(maker, issuer);

        public override string ToString() => $"{nameof(Kept)} (until {Until:O})";
    }
}
