using System.Security.Cryptography;

namespace JwtKit;

/// <summary>
/// Tokens for Google Cloud's Contact Center AI Platform. The preset is a descriptor to sign with the Company Secret, which is text
/// (<c>SigningKey.Hs256(Secret.FromText(…))</c>); its rules are checked at every signature, also after <c>with</c>. Safe for concurrent use.
/// </summary>
public static class Ccai
{
    internal const string IdentifierClaim = "identifier";
    internal const string NameClaim = "name";
    internal const string EmailClaim = "email";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    /// <summary>The token that tells the platform who a user is. Lives 1 hour and has no <c>jti</c>, unless changed by <c>with</c>.</summary>
    /// <param name="company">The company name of the portal, written as <c>iss</c>.</param>
    /// <param name="identifier">The user's lasting id in the application, such as a UUID; never an e-mail address, which changes hands. A phone number has the form of E.164.</param>
    /// <param name="name">The user's name, not empty; left out if null.</param>
    /// <param name="email">The user's e-mail address, not empty; left out if null.</param>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public static JwtDescriptor UserToken(string company, string identifier, string? name = null, string? email = null)
    {
        ClaimSet claims = new() { [IdentifierClaim] = WellFormedText.RequireNonEmpty(identifier, nameof(identifier)) };
        AddText(claims, NameClaim, name);
        AddText(claims, EmailClaim, email);
        return new JwtDescriptor
        {
            Lifetime = DefaultLifetime,
            Issuer = WellFormedText.RequireNonEmpty(company, nameof(company)),
            TokenId = TokenId.None,
            Claims = claims.Fix(),
            Rules = CcaiIssuanceRules.Instance,
        };
    }

    /// <summary>The token of a visitor who has not signed in: the platform needs an identifier even then.</summary>
    /// <param name="company">The company name of the portal, written as <c>iss</c>.</param>
    /// <param name="visitor">The visitor's UUID, made by <see cref="NewVisitor"/> on the first visit and kept, so that it stays the same.</param>
    /// <exception cref="ArgumentException">The company is empty, or the visitor is the empty UUID, under which all visitors would be one person.</exception>
    public static JwtDescriptor AnonymousToken(string company, Guid visitor) => visitor == Guid.Empty
        ? throw new ArgumentException("The visitor is the empty UUID, under which all visitors would be one person; Ccai.NewVisitor() makes one.", nameof(visitor))
        : UserToken(company, visitor.ToString("D"));

    /// <summary>A random UUID (RFC 9562 version 4) with 122 bits from the operating system's generator: one that cannot be guessed, since whoever names it is that visitor.</summary>
    public static Guid NewVisitor()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static void AddText(ClaimSet claims, string name, string? value)
    {
        if (value is not null)
        {
            // The parameters are named as the claims are.
            claims.Add(name, WellFormedText.RequireNonEmpty(value, name));
        }
    }
}
