using System.Buffers;

namespace JwtKit;

/// <summary>Issues one kind of token: platform, key and lifetime come from configuration, only the identity from the caller.</summary>
/// <remarks>A singleton, injected by name: <c>[FromKeyedServices("kore-api")] ITokenIssuer issuer</c>. Safe for concurrent use.</remarks>
public interface ITokenIssuer
{
    /// <summary>The issuer's name in the configuration.</summary>
    string Name { get; }

    /// <summary>For whom the tokens are.</summary>
    TokenPlatform Platform { get; }

    /// <summary>The public key to publish; null for a secret.</summary>
    Jwk? PublicJwk { get; }

    /// <summary>Which of the tokens are encrypted for the platform.</summary>
    TokenEncryption Encryption { get; }

    /// <summary>Issues a token.</summary>
    /// <param name="identity">Whom it speaks of; null for the application itself, where the issuer has a subject configured.</param>
    /// <param name="encrypt">Asks for an encrypted token where not all are.</param>
    /// <param name="cancellationToken">Ends the call. With a local key the call is complete when it returns.</param>
    /// <exception cref="ArgumentException">An identity was given to an issuer that speaks for the application, or none to one that speaks of users.</exception>
    /// <exception cref="InvalidOperationException">An encrypted token was asked for, and the issuer has no encryption configured.</exception>
    /// <exception cref="TokenRuleException">The platform would refuse a token for this identity.</exception>
    ValueTask<string> IssueAsync(TokenIdentity? identity = null, bool encrypt = false, CancellationToken cancellationToken = default);

    /// <summary>Issues a token into a buffer, as UTF-8.</summary>
    /// <param name="destination">Receives the token, nothing before or after it.</param>
    /// <param name="identity">Whom it speaks of; null for the application itself, where the issuer has a subject configured.</param>
    /// <param name="encrypt">Asks for an encrypted token where not all are.</param>
    /// <param name="cancellationToken">Ends the call. With a local key the call is complete when it returns.</param>
    /// <inheritdoc cref="IssueAsync(TokenIdentity?, bool, CancellationToken)" path="/exception" />
    ValueTask IssueAsync(IBufferWriter<byte> destination, TokenIdentity? identity = null, bool encrypt = false, CancellationToken cancellationToken = default);
}
