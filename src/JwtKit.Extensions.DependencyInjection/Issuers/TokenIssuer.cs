using System.Buffers;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>An issuer whose key is in this process.</summary>
internal sealed class TokenIssuer(string name, IssuerOptions options, SigningKey key, TimeProvider timeProvider, ILogger<TokenIssuer> logger) : ITokenIssuer
{
    private static readonly TimeSpan ClockRoom = TimeSpan.FromMinutes(5);

    private readonly IssuerProfile profile = IssuerProfile.Of(options.Platform);
    private readonly IssuerLog log = new(logger, name, key.KeyId ?? "none");

    public string Name => name;

    public TokenPlatform Platform => options.Platform;

    private TimeSpan Lifetime => options.Lifetime ?? profile.DefaultLifetime!.Value;

    private bool UsesTokenId => options.TokenId ?? profile.DefaultTokenId;

    public VerificationKey VerificationKey => key.VerificationKey;

    public ValueTask<string> IssueAsync(TokenIdentity? identity = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string token = Jwt.Sign(Describe(identity), key, timeProvider);
        log.Issued();
        return ValueTask.FromResult(token);
    }

    public ValueTask IssueAsync(IBufferWriter<byte> destination, TokenIdentity? identity = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Jwt.Sign(Describe(identity), key, destination, timeProvider);
        log.Issued();
        return ValueTask.CompletedTask;
    }

    /// <summary>Says once that the platform's limit leaves hardly any room for clocks that differ.</summary>
    public void WarnOfNearLimit()
    {
        if (UsesTokenId && profile.MaximumLifetimeWithTokenId - Lifetime < ClockRoom)
        {
            log.NearLimit(Lifetime);
        }
    }

    private JwtDescriptor Describe(TokenIdentity? identity)
    {
        JwtDescriptor token = profile.Describe(options, identity);
        return token with
        {
            Lifetime = Lifetime,
            TokenId = UsesTokenId ? TokenId.Generate : TokenId.None,
            Claims = Combine(token.Claims, identity),
        };
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
