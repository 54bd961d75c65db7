using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A key that verifies under one algorithm, which no token can change (RFC 8725 section 3.1).</summary>
/// <remarks>
/// Safe for concurrent use; keep one for the life of the application. One that came from a <see cref="SigningKey"/> belongs to it and need not be
/// disposed. Prints algorithm and key id, never material.
/// </remarks>
public sealed class VerificationKey : IIdentifiedKey, IDisposable
{
    private readonly SignatureScheme scheme;
    private readonly bool ownsScheme;

    internal VerificationKey(SignatureAlgorithm algorithm, SignatureScheme scheme, bool ownsScheme, RsaPublicKey? publicKey, string? keyId)
    {
        this.scheme = scheme;
        this.ownsScheme = ownsScheme;
        Algorithm = algorithm;
        PublicKey = publicKey;
        KeyId = keyId;
        Utf8KeyId = keyId is null ? null : System.Text.Encoding.UTF8.GetBytes(keyId);
        Header = new KnownHeader(JwsHeader.Encode(algorithm, MediaType.Jwt, keyId, contentType: null));
    }

    /// <summary>The only algorithm this key accepts.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The <c>kid</c> by which tokens name this key. A key without one is tried for any token of its algorithm, unless other keys of the policy are named.</summary>
    public string? KeyId { get; }

    /// <summary>The public key, for publishing; null for HMAC, where nothing is public.</summary>
    public RsaPublicKey? PublicKey { get; }

    /// <summary>The public key as a JSON Web Key with <c>alg</c> and <c>use</c>; null for HMAC, where nothing is public.</summary>
    public Jwk? PublicJwk => PublicKey is null ? null : PublicKey.ToJwk(KeyId, Algorithm.Name, JwkAlgorithms.Signature);

    internal byte[]? Utf8KeyId { get; }

    /// <summary>The header of an ordinary token that this key verifies.</summary>
    internal KnownHeader Header { get; }

    /// <summary>HMAC with SHA-256 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 32 bytes; taken over.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static VerificationKey Hs256(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs256, secret, keyId);

    /// <summary>HMAC with SHA-384 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 48 bytes; taken over.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static VerificationKey Hs384(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs384, secret, keyId);

    /// <summary>HMAC with SHA-512 (RFC 7518 section 3.2).</summary>
    /// <param name="secret">At least 64 bytes; taken over.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static VerificationKey Hs512(Secret secret, string? keyId = null) => FromSecret(SignatureAlgorithm.Hs512, secret, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).</summary>
    /// <param name="publicKey">The signer's public key.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    public static VerificationKey Rs256(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(SignatureAlgorithm.Rs256, publicKey, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384 (RFC 7518 section 3.3).</summary>
    /// <param name="publicKey">The signer's public key.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    public static VerificationKey Rs384(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(SignatureAlgorithm.Rs384, publicKey, keyId);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512 (RFC 7518 section 3.3).</summary>
    /// <param name="publicKey">The signer's public key.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    public static VerificationKey Rs512(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(SignatureAlgorithm.Rs512, publicKey, keyId);

    /// <summary>An HMAC key whose algorithm comes from configuration.</summary>
    /// <param name="algorithm">A symmetric algorithm.</param>
    /// <param name="secret">At least as long as the algorithm's hash; taken over.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="ArgumentException">The algorithm is not symmetric, or the key id is not acceptable.</exception>
    /// <exception cref="CryptographicException">The secret is too short or is a key of another kind.</exception>
    public static VerificationKey FromSecret(SignatureAlgorithm algorithm, Secret secret, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        SignatureKeyRules.RequireSymmetric(algorithm);
        KeyIdRule.Check(keyId);
        return new VerificationKey(algorithm, SignatureKeyRules.HmacOf(algorithm, secret), ownsScheme: true, publicKey: null, keyId);
    }

    /// <summary>An RSA key whose algorithm comes from configuration.</summary>
    /// <param name="algorithm">An RSA algorithm.</param>
    /// <param name="publicKey">The signer's public key.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; none by default.</param>
    /// <exception cref="ArgumentException">The algorithm is symmetric, or the key id is not acceptable.</exception>
    public static VerificationKey FromPublicKey(SignatureAlgorithm algorithm, RsaPublicKey publicKey, string? keyId = null)
    {
        SignatureKeyRules.RequireAsymmetric(algorithm);
        ArgumentNullException.ThrowIfNull(publicKey);
        KeyIdRule.Check(keyId);
        return new VerificationKey(algorithm, new RsaScheme(new RsaKeyPool(publicKey), algorithm), ownsScheme: true, publicKey, keyId);
    }

    /// <summary>An RSA key, of which only the public half is taken, or a secret in the form of a JSON Web Key (RFC 7517).</summary>
    /// <param name="jwk">Copied; it stays the caller's.</param>
    /// <param name="algorithm">Needed where the key names none (<c>alg</c>); otherwise it must be the same.</param>
    /// <param name="keyId">The expected <c>kid</c>, at most 256 characters; that of the JWK by default.</param>
    /// <exception cref="ArgumentException">The key id is not acceptable.</exception>
    /// <exception cref="CryptographicException">The key is of another type, is meant for something else (<c>alg</c>, <c>use</c>, <c>key_ops</c>), or is too weak.</exception>
    public static VerificationKey FromJwk(Jwk jwk, SignatureAlgorithm? algorithm = null, string? keyId = null)
    {
        SignatureAlgorithm chosen = SignatureKeyRules.OfJwk(jwk, algorithm, "verify");
        KeyIdRule.Check(keyId);
        if (!chosen.IsSymmetric)
        {
            return FromPublicKey(chosen, jwk.GetPublicKey(), keyId ?? jwk.KeyId);
        }

        // Disposing erases the copy unless the key has taken it over.
        using Secret secret = jwk.GetSecret();
        return FromSecret(chosen, secret, keyId ?? jwk.KeyId);
    }

    /// <summary>
    /// The keys of a JWK set that are for verifying under one of the algorithms, in the order of the set: by <c>alg</c>, <c>use</c> and <c>key_ops</c>, where
    /// they have them. The others are left out, each with its reason (RFC 7517 section 5). Sets that are fetched or configured are read by the same rule.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="algorithms">RSA algorithms, at least one.</param>
    /// <param name="skipped">The keys that are left out, also those that <see cref="JwkSet.Skipped"/> has, in the order of the set.</param>
    /// <param name="unnamed">
    /// What a key without <c>alg</c> is for, one of the algorithms. By default the only one; where there are several, a key without <c>alg</c> is left out.
    /// </param>
    /// <returns>The keys, perhaps none. They are the caller's.</returns>
    /// <exception cref="ArgumentException">There is no algorithm, one is symmetric, or <paramref name="unnamed"/> is none of them.</exception>
    public static IReadOnlyList<VerificationKey> FromJwkSet(
        JwkSet set, IReadOnlyCollection<SignatureAlgorithm> algorithms, out IReadOnlyList<SkippedJwk> skipped, SignatureAlgorithm? unnamed = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        SignatureAlgorithm[] distinct = SignatureKeyRules.RequireAsymmetric(algorithms);
        return unnamed is null || distinct.Contains(unnamed)
            ? JwkSetKeys.Choose(set, distinct, unnamed ?? (distinct.Length == 1 ? distinct[0] : null), previous: null, out skipped)
            : throw new ArgumentException($"{unnamed} is not among the algorithms; one of {string.Join(", ", distinct.AsEnumerable())} is needed, or null.", nameof(unnamed));
    }

    /// <summary>Erases the material, and verifying throws from then on; does nothing to a key that belongs to a <see cref="SigningKey"/>.</summary>
    public void Dispose()
    {
        if (ownsScheme)
        {
            scheme.Dispose();
        }
    }

    /// <summary>Algorithm and key id.</summary>
    public override string ToString() => KeyId is null ? $"VerificationKey ({Algorithm})" : $"VerificationKey ({Algorithm}, kid {KeyId})";

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature) => scheme.Verify(input, signature);
}
