namespace JwtKit.Tests;

/// <summary>The policy that validation tests vary in one point each: HS256 under the sample secret, issuer <c>cs-1</c>, audience <c>orders-api</c>.</summary>
internal static class SamplePolicy
{
    /// <summary>2026-01-01T00:00:00Z, which is 1767225600.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ValidationPolicy Make(
        VerificationKeys? keys = null,
        Expected? issuer = null,
        Expected? audience = null,
        TimeSpan? clockSkew = null,
        string? type = null,
        bool requireSubject = false,
        IReadOnlyList<string>? requiredClaims = null,
        bool allowUnlimitedLifetime = false,
        int maximumLength = 16 * 1024,
        IReadOnlyList<DecryptionKey>? decryptionKeys = null,
        int maximumEncryptedLength = 64 * 1024,
        TokenUse? use = null) => new()
        {
            Keys = keys ?? [SampleKeys.Hs256.VerificationKey],
            Issuer = issuer ?? "cs-1",
            Audience = audience ?? "orders-api",
            Use = use ?? TokenUse.Reusable,
            ClockSkew = clockSkew ?? TimeSpan.FromSeconds(30),
            Type = type,
            RequireSubject = requireSubject,
            RequiredClaims = requiredClaims ?? [],
            AllowUnlimitedLifetime = allowUnlimitedLifetime,
            MaximumLength = maximumLength,
            DecryptionKeys = decryptionKeys ?? [],
            MaximumEncryptedLength = maximumEncryptedLength,
        };
}
