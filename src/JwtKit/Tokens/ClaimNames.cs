namespace JwtKit;

/// <summary>The registered claim names of RFC 7519 section 4.1.</summary>
internal static class ClaimNames
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Audience = "aud";
    public const string ExpirationTime = "exp";
    public const string NotBefore = "nbf";
    public const string IssuedAt = "iat";
    public const string TokenId = "jti";

    /// <summary>What to use instead of a raw claim of this name; null where a raw claim is right.</summary>
    public static string? WrittenBy(string name) => name switch
    {
        ExpirationTime => "Lifetime (JwtBuilder.ExpiresIn)",
        NotBefore => "NotBefore",
        IssuedAt => "the time of signing, by itself",
        Issuer => "Issuer",
        Subject => "Subject",
        Audience => "Audiences (JwtBuilder.Audience)",
        TokenId => "TokenId",
        _ => null,
    };

    public static bool IsTime(string name) => name is ExpirationTime or NotBefore or IssuedAt;
}
