namespace JwtKit;

/// <summary>One token issuer. Which settings it takes depends on <see cref="Platform"/>; a setting that would have no effect is a fault.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class IssuerOptions
{
    /// <summary>For whom the tokens are.</summary>
    /// <value><see cref="TokenPlatform.None"/> by default: tokens of the application's own.</value>
    public TokenPlatform Platform { get; set; }

    /// <summary>CCAI: the company name of the portal.</summary>
    public string? Company { get; set; }

    /// <summary>Kore.ai: the app's Client ID.</summary>
    public string? ClientId { get; set; }

    /// <summary>The <c>sub</c> of tokens that speak for the application itself: needed for <see cref="TokenPlatform.KoreAiApi"/>, possible for tokens of its own.</summary>
    public string? Subject { get; set; }

    /// <summary>Tokens of its own: <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>Tokens of its own: <c>aud</c>.</summary>
    public string? Audience { get; set; }

    /// <summary>The shared secret, spelled as <see cref="SecretEncoding"/> says. Better kept in the environment or in a file than in appsettings.json.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds the shared secret. One line break at its end is not part of it.</summary>
    public string? SecretFile { get; set; }

    /// <summary>How the secret is spelled.</summary>
    /// <value><see cref="SecretEncoding.Text"/> by default, which is what the platforms mean.</value>
    public SecretEncoding SecretEncoding { get; set; }

    /// <summary>Admits this issuer's secret although it is shorter than its algorithm's hash.</summary>
    /// <value>False by default.</value>
    public bool AllowShortSecret { get; set; }

    /// <summary>A PEM file with the RSA private key, or a PFX file. A relative path starts at the current directory.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="KeyFile"/>.</summary>
    /// <value>None by default.</value>
    public string? KeyPassword { get; set; }

    /// <summary>The <c>alg</c> by its exact name.</summary>
    /// <value>HS256 for a secret and RS256 for a key by default.</value>
    public string? Algorithm { get; set; }

    /// <summary>The <c>kid</c> written into each header.</summary>
    /// <value>None by default.</value>
    public string? KeyId { get; set; }

    /// <summary>A file with the private key that this issuer will sign with next. Its public half is published already, so that receivers know it in time.</summary>
    /// <value>None by default.</value>
    public string? NextKeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="NextKeyFile"/>.</summary>
    /// <value>None by default.</value>
    public string? NextKeyPassword { get; set; }

    /// <summary>The <c>kid</c> of the next key: another than the current one's.</summary>
    public string? NextKeyId { get; set; }

    /// <summary>How long each token is valid; whole seconds.</summary>
    /// <value>5 minutes for Kore.ai and 1 hour for CCAI by default; needed for tokens of its own.</value>
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Whether each token gets a <c>jti</c>.</summary>
    /// <value>True for Kore.ai users and tokens of its own by default, false for CCAI and Kore.ai's public API.</value>
    public bool? TokenId { get; set; }

    /// <summary>How the tokens are encrypted for their platform.</summary>
    /// <value>Not at all by default.</value>
    public IssuerEncryptionOptions? Encryption { get; set; }

    /// <summary>Which browsers' pages may call the issuer's token endpoint from other origins.</summary>
    /// <value>None by default.</value>
    public IssuerCorsOptions? Cors { get; set; }

    /// <summary>A key made by code, instead of secret or key file. The caller disposes it.</summary>
    public SigningKey? SigningKey { get; set; }
}
