using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>A token that a <see cref="JwtValidator"/> has accepted; there is no other way to one. Claim names are the token's own: nothing is renamed.</summary>
/// <remarks>Immutable and safe for concurrent use. Prints nothing of its content.</remarks>
public sealed class ValidatedToken
{
    private readonly byte[] json;
    private readonly ReceivedClaims claims;
    private readonly VerificationKey key;

    internal ValidatedToken(byte[] json, in ReceivedClaims claims, VerificationKey key)
    {
        this.json = json;
        this.claims = claims;
        this.key = key;
    }

    /// <summary>The algorithm of the key that verified it.</summary>
    public SignatureAlgorithm Algorithm => key.Algorithm;

    /// <summary>The key id of the key that verified it, as the policy knows it.</summary>
    public string? KeyId => key.KeyId;

    /// <summary><c>iss</c>, or the platform's own claim that counts before it.</summary>
    public string? Issuer => TextOf(claims.Issuer);

    /// <summary><c>sub</c>, or the platform's own claim that counts before it. Set <see cref="ValidationPolicy.RequireSubject"/> where the program needs one.</summary>
    public string? Subject => TextOf(claims.Subject);

    /// <summary><c>jti</c>, or the platform's own claim that counts before it.</summary>
    public string? TokenId => TextOf(claims.TokenId);

    /// <summary><c>aud</c>; empty where there is none.</summary>
    public IReadOnlyList<string> Audiences
    {
        get
        {
            List<string> audiences = [];
            AudienceReader reader = ReceivedClaims.AudiencesOf(json, claims.Audience);
            while (reader.Next())
            {
                audiences.Add(reader.Current.GetText(json));
            }

            return audiences;
        }
    }

    /// <summary><c>exp</c>; null only where the policy accepts tokens without an end.</summary>
    public DateTimeOffset? ExpiresAt => TimeOf(claims.Expires);

    /// <summary><c>nbf</c>.</summary>
    public DateTimeOffset? NotBefore => TimeOf(claims.NotBefore);

    /// <summary><c>iat</c>.</summary>
    public DateTimeOffset? IssuedAt => TimeOf(claims.IssuedAt);

    /// <summary>A claim's value as it stands in the token.</summary>
    /// <param name="name">The exact name; case counts.</param>
    /// <param name="value">The value, independent of this token.</param>
    public bool TryGetClaim(string name, out JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        JsonRange found = Find(name);
        value = found.IsPresent ? JsonElement.Parse(WithQuotes(found)) : default;
        return found.IsPresent;
    }

    /// <summary>A claim's text.</summary>
    /// <param name="name">The exact name; case counts.</param>
    /// <param name="value">The text, if the claim is there and is a string.</param>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        JsonRange found = Find(name);
        value = found.Kind == JsonTokenType.String ? found.GetText(json) : null;
        return value is not null;
    }

    /// <summary>A claim's text, for claims that the policy requires.</summary>
    /// <param name="name">The exact name; case counts.</param>
    /// <exception cref="InvalidOperationException">The claim is missing or is no string. Name it in <see cref="ValidationPolicy.RequiredClaims"/>, so that such tokens are refused.</exception>
    public string GetRequiredString(string name) => TryGetString(name, out string? value)
        ? value
        : throw new InvalidOperationException($"The token has no text claim '{name}'. Name it in ValidationPolicy.RequiredClaims, or use TryGetString.");

    /// <summary>A claim's value as a type of the caller's.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="name">The exact name; case counts.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>.</param>
    /// <param name="value">The value, if the claim is there and can be read as the type. It cannot where a constructor, setter or converter of the type throws.</param>
    /// <exception cref="InvalidOperationException">The metadata of the type contradict themselves.</exception>
    /// <exception cref="NotSupportedException">The metadata of a type that this one consists of are missing.</exception>
    public bool TryGetClaim<T>(string name, JsonTypeInfo<T> typeInfo, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(typeInfo);
        value = default;
        JsonRange found = Find(name);
        return found.IsPresent && TypedJson.TryRead(WithQuotes(found), typeInfo, out value);
    }

    /// <summary>
    /// The token as a principal, for code that works with <see cref="ClaimsPrincipal"/>. Each claim keeps its own name; an array becomes a claim for each element;
    /// numbers, truth values and objects become their JSON; <c>null</c> is left out. Claim names compare ordinally: <c>SUB</c> is not <c>sub</c>.
    /// </summary>
    /// <param name="authenticationType">How the user was identified; what makes the identity an authenticated one.</param>
    /// <param name="nameClaim">The claim that <c>Identity.Name</c> reads; by default the one that <see cref="Subject"/> is: <c>sub</c>, or a platform's own.</param>
    /// <param name="roleClaim">The claim that <c>IsInRole</c> reads.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public ClaimsPrincipal ToClaimsPrincipal(string authenticationType = "JwtKit", string? nameClaim = null, string roleClaim = "roles")
    {
        ArgumentException.ThrowIfNullOrEmpty(authenticationType);
        nameClaim ??= TextOf(claims.SubjectName) ?? ClaimNames.Subject;
        ArgumentException.ThrowIfNullOrEmpty(nameClaim);
        ArgumentException.ThrowIfNullOrEmpty(roleClaim);
        IEnumerable<Claim> all = PrincipalClaims.Of(json, Issuer ?? ClaimsIdentity.DefaultIssuer);
        return new ClaimsPrincipal(new ClaimsIdentity(identity: null, all, authenticationType, nameClaim, roleClaim, StringComparison.Ordinal));
    }

    /// <summary>Algorithm and key id; nothing of the token's content.</summary>
    public override string ToString() => KeyId is null ? $"ValidatedToken ({Algorithm})" : $"ValidatedToken ({Algorithm}, kid {KeyId})";

    private static DateTimeOffset? TimeOf(long? seconds) => seconds is { } value ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    private string? TextOf(JsonRange text) => text.IsPresent ? text.GetText(json) : null;

    private JsonRange Find(string name)
    {
        StrictJsonReader reader = new(json);
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(name);
        while (reader.NextMember())
        {
            if (reader.NameEquals(utf8))
            {
                return reader.Value;
            }
        }

        return default;
    }

    private ReadOnlySpan<byte> WithQuotes(JsonRange value) => value.Kind == JsonTokenType.String
        ? json.AsSpan(value.Start - 1, value.Length + 2)
        : value.Raw(json);
}
