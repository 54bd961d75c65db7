using System.Buffers;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>An issuer whose key is in this process.</summary>
internal sealed class LocalIssuer(string name, IssuerOptions options, IssuerMaterial key, TimeProvider timeProvider, JwtKitTelemetry telemetry, ILogger logger) : IDisposable
{
    /// <summary>The category of the log, which operators filter by.</summary>
    public const string LogCategory = "JwtKit.TokenIssuer";

    private static readonly TimeSpan ClockRoom = TimeSpan.FromMinutes(5);

    private readonly IssuerProfile profile = IssuerProfile.Of(options.Platform);
    private readonly IssuerLog log = new(logger, name, key.Key.KeyId ?? "none");

    public TokenPlatform Platform => options.Platform;

    /// <summary>The public key to publish; null for a secret.</summary>
    public PublishedKey? CurrentKey => field ??= PublicJwk is { } jwk ? PublishedKey.Of(name, jwk, Lifetime) : null;

    /// <summary>The key to announce; null where there is none.</summary>
    public PublishedKey? NextKey => field ??= key.Next is { } jwk ? PublishedKey.Of(name, jwk, Lifetime) : null;

    public TimeSpan Lifetime => options.Lifetime ?? profile.DefaultLifetime!.Value;

    public bool UsesTokenId => options.TokenId ?? profile.DefaultTokenId;

    public VerificationKey VerificationKey => key.Key.VerificationKey;

    public Jwk? PublicJwk => VerificationKey.PublicJwk;

    public TokenEncryption Encryption => key.Encryption switch
    {
        null => TokenEncryption.None,
        { OnRequest: true } => TokenEncryption.OnRequest,
        _ => TokenEncryption.Always,
    };

    public ValueTask<string> IssueAsync(TokenIdentity? identity, bool encrypt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using IssueObservation observed = telemetry.BeginIssue(name, key.Key.Algorithm);
        EncryptionTarget? target = TargetFor(encrypt);
        string token = target is not null
            ? Jwt.SignAndEncrypt(Describe(identity), key.Key, target, timeProvider)
            : Jwt.Sign(Describe(identity), key.Key, timeProvider);
        log.Issued();
        observed.Done(target is not null);
        return ValueTask.FromResult(token);
    }

    public ValueTask IssueAsync(IBufferWriter<byte> destination, TokenIdentity? identity, bool encrypt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using IssueObservation observed = telemetry.BeginIssue(name, key.Key.Algorithm);
        EncryptionTarget? target = TargetFor(encrypt);
        if (target is not null)
        {
            Jwt.SignAndEncrypt(Describe(identity), key.Key, target, destination, timeProvider);
        }
        else
        {
            Jwt.Sign(Describe(identity), key.Key, destination, timeProvider);
        }

        log.Issued();
        observed.Done(target is not null);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => key.Dispose();

    /// <summary>Says once that the platform's limit leaves hardly any room for clocks that differ.</summary>
    public void WarnOfNearLimit()
    {
        if (UsesTokenId && profile.MaximumLifetimeWithTokenId - Lifetime < ClockRoom)
        {
            log.NearLimit(Lifetime);
        }
    }

    private EncryptionTarget? TargetFor(bool encrypt)
    {
        if (encrypt && key.Encryption is null)
        {
            throw new InvalidOperationException($"The issuer '{name}' has no Encryption configured; an encrypted token needs the platform's key.");
        }

        return encrypt || key.Encryption is { OnRequest: false } ? key.Encryption?.Target : null;
    }

    private JwtDescriptor Describe(TokenIdentity? identity)
    {
        JwtDescriptor token = profile.Describe(options, identity);
        TokenLifetime lifetime = Lifetime;
        TokenId tokenId = UsesTokenId ? TokenId.Generate : TokenId.None;
        ClaimSet claims = Combine(token.Claims, identity);
        return token.Lifetime == lifetime && ReferenceEquals(token.TokenId, tokenId) && ReferenceEquals(token.Claims, claims)
            ? token
            : token with { Lifetime = lifetime, TokenId = tokenId, Claims = claims };
    }

    private static ClaimSet Combine(ClaimSet claims, TokenIdentity? identity)
    {
        if (identity is null || identity.Claims.Count == 0)
        {
            return claims;
        }

        foreach ((string claim, ClaimValue value) in identity.Claims)
        {
            claims = claims.Contains(claim)
                ? throw new ArgumentException($"The claim '{claim}' is the platform's; an identity cannot bring another one.", nameof(identity))
                : claims.With(claim, value);
        }

        return claims;
    }
}

/// <summary>What an issuer logs. The audit event, one per issued token, has the issuer's name and the key id, and nothing of the token.</summary>
internal sealed partial class IssuerLog(ILogger logger, string issuer, string keyId)
{
    public void Issued() => Issued(logger, issuer, keyId);

    public void NearLimit(TimeSpan lifetime) => NearLimit(logger, issuer, lifetime);

    [LoggerMessage(EventId = 1, EventName = "TokenIssued", Level = LogLevel.Information, Message = "Issued a token: issuer {Issuer}, key id {KeyId}.")]
    private static partial void Issued(ILogger logger, string issuer, string keyId);

    [LoggerMessage(EventId = 2, EventName = "LifetimeNearLimit", Level = LogLevel.Warning, Message = "The issuer {Issuer} makes tokens with a jti that live {Lifetime}; the platform refuses them above 1 hour, and a clock that runs ahead by a few minutes is enough. Stay under 55 minutes.")]
    private static partial void NearLimit(ILogger logger, string issuer, TimeSpan lifetime);
}
