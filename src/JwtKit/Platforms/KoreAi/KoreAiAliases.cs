namespace JwtKit;

/// <summary>
/// Claims to write under Kore.ai's own names. The platform has them for services that fill <c>jti</c>, <c>iss</c> or <c>sub</c> with values of their own;
/// where both are present, the platform's name counts.
/// </summary>
[Flags]
public enum KoreAiAliases
{
    /// <summary>The standard names.</summary>
    None = 0,

    /// <summary><c>kore_jti</c> instead of <c>jti</c>.</summary>
    TokenId = 1,

    /// <summary><c>kore_iss</c> instead of <c>iss</c>.</summary>
    Issuer = 2,

    /// <summary><c>kore_sub</c> instead of <c>sub</c>.</summary>
    Subject = 4,

    /// <summary>All three.</summary>
    All = TokenId | Issuer | Subject,
}
