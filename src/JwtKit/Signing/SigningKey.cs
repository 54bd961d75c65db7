using System.Security.Cryptography;

namespace JwtKit;

/// <summary>
/// A key that signs under one algorithm: the algorithm is the key's, so no caller and no token ever chooses it (RFC 8725 section 3.1).
/// </summary>
/// <remarks>
/// Owns its material and erases it on <see cref="Dispose"/>. Safe for concurrent use; keep one for the life of the application, since making one costs
/// far more than a signature. Prints algorithm and key id, never material.
/// </remarks>
public sealed class SigningKey : IIdentifiedKey, IDisposable
{
    private readonly SignatureScheme scheme;

    private SigningKey(SignatureAlgorithm algorithm, SignatureScheme scheme, RsaPublicKey? publicKey, string? keyId)
    {
        this.scheme = scheme;
        VerificationKey = new VerificationKey(algorithm, scheme, ownsScheme: false, publicKey, keyId);
        Header = JwsHeader.Encode(algorithm, MediaType.Jwt, keyId, contentType: null);
    }

    /// <summary>The algorithm this key signs with.</summary>
    public SignatureAlgorithm Algorithm => VerificationKey.Algorithm;

    /// <summary>The <c>kid</c> written into each header, if the key has one.</summary>
    public string? KeyId => VerificationKey.KeyId;

    /// <summary>The key that verifies what this one signs. Made once, owned by this key, unusable after it is disposed. For HMAC it can do what this key can: keep it secret.</summary>
    public VerificationKey VerificationKey { get; }

    /// <summary>The encoded header segment of an ordinary token (<c>typ: JWT</c>), made once because it is the same for each.</summary>
    internal byte[] Header { get; }

    internal int SignatureLength => scheme.SignatureLength;

    /// <summary>HMAC with SHA-256 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 32 bytes; taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static SigningKey Hs256(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs256, secret, keyId);

    /// <summary>HMAC with SHA-384 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 48 bytes; taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static SigningKey Hs384(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs384, secret, keyId);

    /// <summary>HMAC with SHA-512 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 64 bytes; taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static SigningKey Hs512(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs512, secret, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).</summary>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    public static SigningKey Rs256(RsaPrivateKey privateKey, string? keyId = null) => FromPrivateKey(SignatureAlgorithm.Rs256, privateKey, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384 (RFC 7518 section 3.3).</summary>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    public static SigningKey Rs384(RsaPrivateKey privateKey, string? keyId = null) => FromPrivateKey(SignatureAlgorithm.Rs384, privateKey, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512 (RFC 7518 section 3.3).</summary>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    public static SigningKey Rs512(RsaPrivateKey privateKey, string? keyId = null) => FromPrivateKey(SignatureAlgorithm.Rs512, privateKey, keyId);

    /// <summary>An HMAC key whose algorithm comes from configuration.</summary>
    /// <param name="algorithm">A symmetric algorithm.</param>
    /// <param name="secret">At least as long as the algorithm's hash; taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="ArgumentException">The algorithm is not symmetric, or the key id is not acceptable.</exception>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static SigningKey FromSecret(SignatureAlgorithm algorithm, Secret secret, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        SignatureKeyRules.RequireSymmetric(algorithm);
        KeyIdRule.Check(keyId);
        return new SigningKey(algorithm, SignatureKeyRules.HmacOf(algorithm, secret), publicKey: null, keyId);
    }

    /// <summary>An RSA key whose algorithm comes from configuration.</summary>
    /// <param name="algorithm">An RSA algorithm.</param>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="ArgumentException">The algorithm is symmetric, or the key id is not acceptable.</exception>
    public static SigningKey FromPrivateKey(SignatureAlgorithm algorithm, RsaPrivateKey privateKey, string? keyId = null)
    {
        SignatureKeyRules.RequireAsymmetric(algorithm);
        ArgumentNullException.ThrowIfNull(privateKey);
        KeyIdRule.Check(keyId);
        RsaPublicKey publicKey = privateKey.GetPublicKey();
        return new SigningKey(algorithm, new RsaScheme(new RsaKeyPool(privateKey), algorithm), publicKey, keyId);
    }

    /// <summary>A private RSA key or a secret in the form of a JSON Web Key (RFC 7517).</summary>
    /// <param name="jwk">Copied; it stays the caller's.</param>
    /// <param name="algorithm">Needed where the key names none (<c>alg</c>); otherwise it must be the same.</param>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; that of the JWK by default.</param>
    /// <exception cref="ArgumentException">The key id is not acceptable.</exception>
    /// <exception cref="CryptographicException">The key is of another type, is meant for something else (<c>alg</c>, <c>use</c>, <c>key_ops</c>), or is too weak.</exception>
    public static SigningKey FromJwk(Jwk jwk, SignatureAlgorithm? algorithm = null, string? keyId = null)
    {
        SignatureAlgorithm chosen = SignatureKeyRules.OfJwk(jwk, algorithm, "sign");
        KeyIdRule.Check(keyId);
        if (!chosen.IsSymmetric)
        {
            return FromPrivateKey(chosen, jwk.GetPrivateKey(), keyId ?? jwk.KeyId);
        }

        // Disposing erases the copy unless the key has taken it over.
        using Secret secret = jwk.GetSecret();
        return FromSecret(chosen, secret, keyId ?? jwk.KeyId);
    }

    /// <summary>Erases the material. Signing and verifying with this key throw from then on.</summary>
    public void Dispose() => scheme.Dispose();

    /// <summary>Algorithm and key id.</summary>
    public override string ToString() => KeyId is null ? $"SigningKey ({Algorithm})" : $"SigningKey ({Algorithm}, kid {KeyId})";

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal void Sign(ReadOnlySpan<byte> input, Span<byte> signature) => scheme.Sign(input, signature);
}
