namespace JwtKit;

/// <summary>Opens the outside of a nested token (RFC 7519 section 7.2 step 5). What is inside is then a signed token or nothing: it is opened once.</summary>
internal static class TokenOpener
{
    /// <summary>What is said of an encrypted token where only signed ones are taken.</summary>
    public static TokenFailure RefuseEncrypted(string? token, int maximumLength)
    {
        ParseFailure fault = ParsedJwe.Parse(token, maximumLength, out ParsedJwe? parsed);
        parsed?.Dispose();
        return fault == ParseFailure.None ? Failures.Encrypted : Failures.Of(fault);
    }

    /// <summary>The opened token, or why it was refused.</summary>
    /// <param name="token">The compact form as it arrived.</param>
    /// <param name="keys">The keys it may be encrypted for, local or remote.</param>
    /// <param name="maximumLength">In characters; longer text is not looked at.</param>
    /// <param name="policy">Says which outer <c>typ</c> is taken; null where the policy is found by the inside, and whoever finds it checks that.</param>
    /// <param name="cancellationToken">Ends a call to a remote key.</param>
    public static async ValueTask<(OpenedToken? Opened, TokenFailure? Failure)> OpenAsync(
        string? token, DecryptionKeys keys, int maximumLength, PreparedPolicy? policy, CancellationToken cancellationToken)
    {
        if (CompactToken.IsSignedForm(token))
        {
            return (null, Failures.NotEncrypted);
        }

        ParseFailure fault = ParsedJwe.Parse(token, maximumLength, out ParsedJwe? parsed);
        if (parsed is null)
        {
            return (null, Failures.Of(fault));
        }

        bool isKept = false;
        try
        {
            TokenFailure? failure = keys.Explain(parsed)
                ?? (policy is null ? null : HeaderChecks.OuterTypeFailure(policy, parsed.Type))
                ?? HeaderChecks.OuterContentTypeFailure(parsed);
            if (failure is not null)
            {
                return (null, failure);
            }

            foreach (DecryptionKey key in keys.For(parsed))
            {
                if (await JweDecryption.DecryptAsync(parsed, key, cancellationToken).ConfigureAwait(false) is { } length)
                {
                    isKept = true;
                    return (new OpenedToken(parsed, key, length), null);
                }
            }

            return (null, keys.FailureAfterTries(parsed));
        }
        finally
        {
            if (!isKept)
            {
                parsed.Dispose();
            }
        }
    }
}

/// <summary>The signed token that was inside an encrypted one. Erased when disposed.</summary>
internal sealed class OpenedToken(ParsedJwe outside, DecryptionKey key, int length) : IDisposable
{
    /// <summary>The key that opened it.</summary>
    public DecryptionKey Key => key;

    /// <summary>The inside: text that nothing has looked at yet.</summary>
    public ReadOnlySpan<byte> Text => outside.Plaintext.Span[..length];

    /// <summary>The outer <c>typ</c>.</summary>
    public string? OuterType => outside.Type;

    /// <summary>What is said of it where its cipher is not taken; null where it is.</summary>
    public TokenFailure? FirstContentFailure(DecryptionKeys keys) => keys.FirstContentFailure(outside);

    public void Dispose() => outside.Dispose();
}
