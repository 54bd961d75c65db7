using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>Makes a <see cref="JwtDescriptor"/> step by step, for code that learns a token's content piece by piece. Each setter may be called once.</summary>
/// <remarks>Not safe for concurrent use; what it makes is.</remarks>
public sealed class JwtBuilder
{
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly ClaimSet claims = [];
    private TokenLifetime lifetime;
    private string? issuer;
    private string? subject;
    private AudienceList audiences = AudienceList.Empty;
    private DateTimeOffset? notBefore;
    private TokenId tokenId = JwtKit.TokenId.Generate;
    private string? type = MediaType.Jwt;

    /// <summary><c>iss</c>.</summary>
    /// <param name="issuer">Not empty.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder Issuer(string issuer)
    {
        this.issuer = Once(nameof(Issuer), WellFormedText.RequireNonEmpty(issuer, nameof(issuer)));
        return this;
    }

    /// <summary><c>sub</c>.</summary>
    /// <param name="subject">Not empty.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder Subject(string subject)
    {
        this.subject = Once(nameof(Subject), WellFormedText.RequireNonEmpty(subject, nameof(subject)));
        return this;
    }

    /// <summary><c>aud</c>.</summary>
    /// <param name="audiences">One or more, all at once.</param>
    /// <exception cref="ArgumentException">There is none, or one is empty or stands there twice.</exception>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder Audience(params ReadOnlySpan<string> audiences)
    {
        if (audiences.IsEmpty)
        {
            throw new ArgumentException("No audience was given; name at least one, or leave the call out.", nameof(audiences));
        }

        this.audiences = Once(nameof(Audience), AudienceList.Create(audiences));
        return this;
    }

    /// <summary><c>exp</c>, as a length of time from the signature on.</summary>
    /// <param name="lifetime">At least one second, or <see cref="TokenLifetime.Unlimited"/>.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder ExpiresIn(TokenLifetime lifetime)
    {
        this.lifetime = Once("the lifetime", lifetime);
        return this;
    }

    /// <summary><c>exp</c>, as a date.</summary>
    /// <param name="end">Later than the signature; parts of a second are cut off.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder ExpiresAt(DateTimeOffset end) => ExpiresIn(TokenLifetime.Until(end));

    /// <summary><c>nbf</c>.</summary>
    /// <param name="notBefore">Cut to whole seconds.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder NotBefore(DateTimeOffset notBefore)
    {
        this.notBefore = Once(nameof(NotBefore), notBefore);
        return this;
    }

    /// <summary><c>jti</c>; a generated one if this is not called.</summary>
    /// <param name="tokenId">None, a generated or a given one.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder TokenId(TokenId tokenId)
    {
        ArgumentNullException.ThrowIfNull(tokenId);
        this.tokenId = Once(nameof(TokenId), tokenId);
        return this;
    }

    /// <summary>The header's <c>typ</c>; <c>JWT</c> if this is not called.</summary>
    /// <param name="type">A media type such as <c>at+jwt</c>; null leaves it out.</param>
    /// <exception cref="InvalidOperationException">It was set before.</exception>
    public JwtBuilder Type(string? type)
    {
        this.type = Once(nameof(Type), MediaType.Check(type, nameof(type)));
        return this;
    }

    /// <summary>Adds a claim.</summary>
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <param name="value">The claim's value.</param>
    /// <exception cref="ArgumentException">The name is one that JwtKit writes itself, or is set already.</exception>
    /// <exception cref="InvalidOperationException">A descriptor has been made already.</exception>
    public JwtBuilder Claim(string name, ClaimValue value)
    {
        claims.Add(name, value);
        return this;
    }

    /// <summary>Adds a claim with a typed value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <param name="value">The value; it may change afterwards without changing the claim.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>.</param>
    /// <exception cref="ArgumentException">The name is one that JwtKit writes itself, or is set already.</exception>
    /// <exception cref="InvalidOperationException">A descriptor has been made already.</exception>
    public JwtBuilder Claim<T>(string name, T value, JsonTypeInfo<T> typeInfo) => Claim(name, ClaimValue.From(value, typeInfo));

    /// <summary>The descriptor with all that was set. No claim can be added to this builder afterwards.</summary>
    /// <exception cref="InvalidOperationException">No lifetime was set.</exception>
    public JwtDescriptor Build() => new()
    {
        Lifetime = lifetime.IsSet
            ? lifetime
            : throw new InvalidOperationException("The token has no lifetime. Call ExpiresIn, for instance with TimeSpan.FromMinutes(5), or ExpiresAt."),
        Issuer = issuer,
        Subject = subject,
        Audiences = audiences,
        NotBefore = notBefore,
        TokenId = tokenId,
        Type = type,
        Claims = claims.Fix(),
    };

    /// <summary>Signs the token: the same as <see cref="Jwt.Sign(JwtDescriptor, SigningKey, TimeProvider?)"/> for <see cref="Build"/>.</summary>
    /// <param name="key">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="InvalidOperationException">No lifetime was set.</exception>
    public string Sign(SigningKey key, TimeProvider? timeProvider = null) => Jwt.Sign(Build(), key, timeProvider);

    /// <summary>Signs the token into a buffer, as UTF-8.</summary>
    /// <param name="key">Signs, and gives <c>alg</c> and <c>kid</c>.</param>
    /// <param name="destination">Receives the token, nothing before or after it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="InvalidOperationException">No lifetime was set.</exception>
    public void Sign(SigningKey key, IBufferWriter<byte> destination, TimeProvider? timeProvider = null) =>
        Jwt.Sign(Build(), key, destination, timeProvider);

    /// <summary>Signs the token and encrypts it for a receiver: the same as <see cref="Jwt.SignAndEncrypt(JwtDescriptor, SigningKey, EncryptionTarget, TimeProvider?)"/> for <see cref="Build"/>.</summary>
    /// <param name="key">Signs.</param>
    /// <param name="target">The receiver's key and the cipher.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="InvalidOperationException">No lifetime was set.</exception>
    public string SignAndEncrypt(SigningKey key, EncryptionTarget target, TimeProvider? timeProvider = null) =>
        Jwt.SignAndEncrypt(Build(), key, target, timeProvider);

    private T Once<T>(string setter, T value) => done.Add(setter)
        ? value
        : throw new InvalidOperationException($"{setter} was set already; each setter is called once, so that no part of a program overwrites what another has set.");
}
