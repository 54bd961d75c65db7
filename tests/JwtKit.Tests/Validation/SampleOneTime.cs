namespace JwtKit.Tests;

/// <summary>The one-time tokens that tests vary in one point each, and the policies for them.</summary>
internal static class SampleOneTime
{
    /// <summary><c>exp</c> of <see cref="Token"/>: 5 minutes after <see cref="SamplePolicy.Now"/>.</summary>
    public const long Expires = 1767225900;

    /// <summary>When a record of <see cref="Token"/> is over, with the skew of <see cref="SamplePolicy"/>.</summary>
    public static DateTimeOffset End { get; } = DateTimeOffset.FromUnixTimeSeconds(Expires + 30);

    /// <summary>When the store may forget it: no policy has a greater skew than 5 minutes.</summary>
    public static DateTimeOffset RecordEnd { get; } = DateTimeOffset.FromUnixTimeSeconds(Expires + 300);

    /// <summary>A token that <see cref="Policy"/> accepts once.</summary>
    public static string Token(string tokenId = "t-1", string issuer = "cs-1", long expires = Expires, SigningKey? key = null) => Jwt.Sign(
        new JwtDescriptor
        {
            Lifetime = TokenLifetime.Until(DateTimeOffset.FromUnixTimeSeconds(expires)),
            Issuer = issuer,
            Audiences = ["orders-api"],
            TokenId = TokenId.Exactly(tokenId),
        },
        key ?? SampleKeys.Hs256,
        new FixedTimeProvider(SamplePolicy.Now));

    /// <summary>A rightly signed token with these further members.</summary>
    public static string WithMembers(string members) => RawToken.WithPayload("{\"iss\":\"cs-1\",\"aud\":\"orders-api\"" + members + "}");

    public static InMemoryReplayStore NewStore(DateTimeOffset? now = null) => new(timeProvider: new FixedTimeProvider(now ?? SamplePolicy.Now));

    public static ValidationPolicy Policy(IReplayStore? store = null, string? scope = null, Expected? issuer = null, TimeSpan? maximumLifetime = null) =>
        SamplePolicy.Make(issuer: issuer, use: TokenUse.OneTime(store ?? NewStore(), scope, maximumLifetime));

    public static async Task<string> CodeOf(JwtValidator validator, string token) => (await validator.ValidateAsync(token)).Failure?.Code ?? Verdict.Accepted;

    /// <summary>Once, for tokens of up to a day, or any number of times.</summary>
    public static TokenUse UseOf(bool oneTime) => oneTime ? TokenUse.OneTime(NewStore(), maximumLifetime: TimeSpan.FromDays(1)) : TokenUse.Reusable;

    /// <summary>What a validator says of each token the first and the second time.</summary>
    public static async Task<List<string>> CodesTwice(JwtValidator validator, IEnumerable<string> tokens)
    {
        List<string> codes = [];
        foreach (string token in tokens)
        {
            codes.Add($"{await CodeOf(validator, token)}, {await CodeOf(validator, token)}");
        }

        return codes;
    }
}
