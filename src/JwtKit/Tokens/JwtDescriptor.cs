using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>
/// The whole content of a token but for the moment of signing (RFC 7519 section 4). A record: <c>order with { Subject = "bob" }</c> is another token of
/// the same kind. The header comes from the key.
/// </summary>
/// <remarks>Fixed from its first use on, and then safe for concurrent use. Prints no subject and no claims.</remarks>
public sealed record JwtDescriptor
{
    /// <summary>A descriptor with no claims but those that signing adds.</summary>
    public JwtDescriptor()
    {
    }

    [SetsRequiredMembers]
    private JwtDescriptor(JwtDescriptor original)
    {
        Lifetime = original.Lifetime;
        Issuer = original.Issuer;
        Audiences = original.Audiences;
        Subject = original.Subject;
        NotBefore = original.NotBefore;
        TokenId = original.TokenId;
        Type = original.Type;
        EncryptionContentType = original.EncryptionContentType;
        Rules = original.Rules;

        // Both share one set, which neither can change from here on.
        Claims = original.Claims.Fix();
    }

    /// <summary>How long the token is valid from its signature on: <c>TimeSpan.FromMinutes(5)</c>, a fixed end, or <see cref="TokenLifetime.Unlimited"/>, spelled out.</summary>
    public required TokenLifetime Lifetime { get; init; }

    /// <summary><c>iss</c>: who issues the token.</summary>
    /// <value>None by default.</value>
    public string? Issuer { get; init => field = NotEmpty(value); }

    /// <summary><c>aud</c>: for whom it is.</summary>
    /// <value>None by default.</value>
    public AudienceList Audiences
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = AudienceList.Empty;

    /// <summary><c>sub</c>: whom it speaks of.</summary>
    /// <value>None by default.</value>
    public string? Subject { get; init => field = NotEmpty(value); }

    /// <summary><c>nbf</c>: from when on it is valid. Cut to whole seconds.</summary>
    /// <value>None by default.</value>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>jti</c>: which token it is.</summary>
    /// <value><see cref="TokenId.Generate"/> by default.</value>
    public TokenId TokenId
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TokenId.Generate;

    /// <summary>The header's <c>typ</c>: which kind of token it is (RFC 8725 section 3.11), such as <c>at+jwt</c>. Null leaves it out.</summary>
    /// <value><c>JWT</c> by default.</value>
    public string? Type { get; init => field = MediaType.Check(value, nameof(Type)); } = MediaType.Jwt;

    /// <summary>The <c>cty</c> of the JWE around the token, where it is encrypted (RFC 7519 section 5.2). Null leaves it out, as Kore.ai's preset does.</summary>
    /// <value><c>JWT</c> by default.</value>
    public string? EncryptionContentType { get; init => field = MediaType.Check(value, nameof(EncryptionContentType)); } = MediaType.Jwt;

    /// <summary>All other claims: <c>Claims = { ["scope"] = "orders:read" }</c>.</summary>
    /// <value>Empty by default.</value>
    public ClaimSet Claims
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = [];

    /// <summary>What a platform demands beyond the standard, checked at each signature. Kept by <c>with</c>.</summary>
    internal IssuanceRules? Rules { get; init; }

    /// <summary>Lifetime, kind of token id and numbers: nothing of what the token says.</summary>
    public override string ToString() => $"JwtDescriptor (lifetime {Lifetime}, token id {TokenId}, {Audiences.Count} audiences, {Claims.Count} claims)";

    private static string? NotEmpty(string? value, [System.Runtime.CompilerServices.CallerMemberName] string? property = null) =>
        value is null ? null : WellFormedText.RequireNonEmpty(value, property!);
}
