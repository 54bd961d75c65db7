namespace JwtKit;

/// <summary>One token validator. What has no safe default is required, and a setting that would have no effect is a fault.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class ValidatorOptions
{
    /// <summary>The expected <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The expected <c>aud</c>, among others that a token may name.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether a token may be used again; required.</summary>
    public ValidatorUse? Use { get; set; }

    /// <summary>The <c>alg</c> by its exact name.</summary>
    /// <value>HS256 for a secret, RS256 for a key file or a JWK set by default.</value>
    public string? Algorithm { get; set; }

    /// <summary>The shared secret, spelled as <see cref="SecretEncoding"/> says.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds the shared secret. One line break at its end is not part of it.</summary>
    public string? SecretFile { get; set; }

    /// <summary>A second shared secret that counts too, while the secret is being changed: the former one, or the one to come.</summary>
    /// <value>None by default.</value>
    public string? FormerSecret { get; set; }

    /// <summary>A file that holds the second shared secret.</summary>
    /// <value>None by default.</value>
    public string? FormerSecretFile { get; set; }

    /// <summary>The <c>kid</c> of the second shared secret.</summary>
    /// <value>None by default.</value>
    public string? FormerKeyId { get; set; }

    /// <summary>How the secrets are spelled.</summary>
    /// <value><see cref="SecretEncoding.Text"/> by default.</value>
    public SecretEncoding SecretEncoding { get; set; }

    /// <summary>Admits this secret although it is shorter than its algorithm's hash.</summary>
    /// <value>False by default.</value>
    public bool AllowShortSecret { get; set; }

    /// <summary>A file with the issuer's public RSA key: PEM (public key or certificate), a JWK or a JWK set.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The <c>kid</c> of the key; not for a JWK set.</summary>
    /// <value>That of the JWK by default, otherwise none.</value>
    public string? KeyId { get; set; }

    /// <summary>Where the issuer publishes its keys as a JWK set, instead of a file: https.</summary>
    public string? JwksUri { get; set; }

    /// <summary>Admits http in <see cref="JwksUri"/> for this machine's own addresses.</summary>
    /// <value>False by default.</value>
    public bool AllowHttpOnLoopback { get; set; }

    /// <summary>A PEM or PFX file with the RSA private key that tokens are encrypted for. With it only encrypted tokens are taken.</summary>
    /// <value>None by default.</value>
    public string? DecryptionKeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="DecryptionKeyFile"/>.</summary>
    public string? DecryptionKeyPassword { get; set; }

    /// <summary>The <c>kid</c> of the decryption key.</summary>
    public string? DecryptionKeyId { get; set; }

    /// <summary>The outer <c>alg</c> by its exact name: RSA-OAEP or RSA-OAEP-256.</summary>
    /// <value>RSA-OAEP by default.</value>
    public string? KeyManagement { get; set; }

    /// <summary>How many keys are tried for a token that does not name its key (<see cref="ValidationPolicy.MaximumKeysTried"/>).</summary>
    /// <value>16 by default; 1 to 1000.</value>
    public int? MaximumKeysTried { get; set; }

    /// <summary>How far the clocks of issuer and receiver may differ.</summary>
    /// <value>30 seconds by default; at most 5 minutes.</value>
    public TimeSpan? ClockSkew { get; set; }

    /// <summary>The expected <c>typ</c>.</summary>
    /// <value>None or <c>JWT</c> by default.</value>
    public string? Type { get; set; }

    /// <summary>Whether <c>sub</c> must be there.</summary>
    /// <value>False by default.</value>
    public bool RequireSubject { get; set; }

    /// <summary>Further claims that must be there.</summary>
    /// <value>Empty by default.</value>
    public IList<string> RequiredClaims { get; } = [];

    /// <summary>One-time tokens: the longest time from <c>iat</c> to <c>exp</c>.</summary>
    /// <value>1 hour by default.</value>
    public TimeSpan? MaximumLifetime { get; set; }

    /// <summary>A policy made by code, instead of all settings above. The caller disposes its keys.</summary>
    public ValidationPolicy? Policy { get; set; }
}
