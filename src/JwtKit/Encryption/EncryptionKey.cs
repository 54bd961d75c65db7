using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A receiver's key, under one way of key management: with <see cref="Using"/> it says how tokens for that receiver are encrypted.</summary>
/// <remarks>
/// Owns its material and erases it on <see cref="Dispose"/>. Safe for concurrent use; keep one for the life of the application. Prints algorithm and key
/// id, never material.
/// </remarks>
public sealed class EncryptionKey : IIdentifiedKey, IDisposable
{
    /// <summary>How many messages one shared key may encrypt under GCM with random vectors (NIST SP 800-38D section 8.3).</summary>
    internal const long MaximumDirectMessages = 1L << 32;

    private readonly RsaKeyWrap? rsa;
    private readonly SharedContentKey? shared;

    private EncryptionKey(KeyManagement keyManagement, RsaKeyWrap? rsa, SharedContentKey? shared, string? keyId)
    {
        KeyManagement = keyManagement;
        KeyId = keyId;
        this.rsa = rsa;
        this.shared = shared;
    }

    /// <summary>How the content key reaches the receiver.</summary>
    public KeyManagement KeyManagement { get; }

    /// <summary>The <c>kid</c> written into each header, if the key has one.</summary>
    public string? KeyId { get; }

    /// <summary>The length of the wrapped key in each message, in bytes.</summary>
    internal int WrappedLength => rsa?.WrappedLength ?? 0;

    /// <summary>The length of a shared key, in bytes; null for one that wraps.</summary>
    internal int? SharedLength => shared?.Length;

    /// <summary>RSAES-OAEP with SHA-1 (RFC 7518 section 4.3).</summary>
    /// <param name="publicKey">The receiver's.</param>
    /// <param name="keyId">The <c>kid</c> under which the receiver knows it; none by default.</param>
    public static EncryptionKey RsaOaep(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(KeyManagement.RsaOaep, publicKey, keyId);

    /// <summary>RSAES-OAEP with SHA-256 (RFC 7518 section 4.3).</summary>
    /// <param name="publicKey">The receiver's.</param>
    /// <param name="keyId">The <c>kid</c> under which the receiver knows it; none by default.</param>
    public static EncryptionKey RsaOaep256(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(KeyManagement.RsaOaep256, publicKey, keyId);

    /// <summary>RSAES-PKCS1-v1_5 (RFC 7518 section 4.2), legacy: only for a receiver who takes nothing better.</summary>
    /// <param name="publicKey">The receiver's.</param>
    /// <param name="keyId">The <c>kid</c> under which the receiver knows it; none by default.</param>
    public static EncryptionKey Rsa15(RsaPublicKey publicKey, string? keyId = null) => FromPublicKey(KeyManagement.Rsa15, publicKey, keyId);

    /// <summary>A key that both sides share (RFC 7518 section 4.5). Under GCM it encrypts 2^32 messages and then refuses (NIST SP 800-38D section 8.3).</summary>
    /// <param name="secret">Exactly as long as the cipher's key: 32 bytes for A256GCM and A128CBC-HS256. Taken over.</param>
    /// <param name="keyId">The <c>kid</c>; none by default.</param>
    /// <exception cref="CryptographicException">No cipher has a key of this length.</exception>
    public static EncryptionKey Direct(Secret secret, string? keyId = null)
    {
        KeyIdRule.Check(keyId);
        return new EncryptionKey(KeyManagement.Direct, rsa: null, SharedContentKey.Take(secret), keyId);
    }

    /// <summary>An RSA key whose way of key management comes from configuration.</summary>
    /// <param name="keyManagement">One that wraps with RSA.</param>
    /// <param name="publicKey">The receiver's.</param>
    /// <param name="keyId">The <c>kid</c>; none by default.</param>
    /// <exception cref="ArgumentException">The key management is direct, or the key id is not acceptable.</exception>
    public static EncryptionKey FromPublicKey(KeyManagement keyManagement, RsaPublicKey publicKey, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(keyManagement);
        ArgumentNullException.ThrowIfNull(publicKey);
        KeyIdRule.Check(keyId);
        return keyManagement.WrapsWithRsa
            ? new EncryptionKey(keyManagement, new RsaKeyWrap(new RsaKeyPool(publicKey), keyManagement.Padding), shared: null, keyId)
            : throw new ArgumentException($"'{keyManagement}' needs a shared secret; an RSA key serves the RSA ways of key management only.", nameof(keyManagement));
    }

    /// <summary>A platform's public key, or a shared one, in the form of a JSON Web Key (RFC 7517).</summary>
    /// <param name="jwk">Copied; it stays the caller's.</param>
    /// <param name="keyManagement">Needed where the key names none (<c>alg</c>); otherwise it must be the same.</param>
    /// <param name="keyId">The <c>kid</c>; that of the JWK by default.</param>
    /// <exception cref="ArgumentException">The key id is not acceptable.</exception>
    /// <exception cref="CryptographicException">The key is of another type, or is meant for something else (<c>alg</c>, <c>use</c>, <c>key_ops</c>).</exception>
    public static EncryptionKey FromJwk(Jwk jwk, KeyManagement? keyManagement = null, string? keyId = null)
    {
        KeyManagement chosen = EncryptionKeyRules.OfJwk(jwk, keyManagement, "wrapKey", "encrypt");
        KeyIdRule.Check(keyId);
        if (chosen.WrapsWithRsa)
        {
            return FromPublicKey(chosen, jwk.GetPublicKey(), keyId ?? jwk.KeyId);
        }

        // Disposing erases the copy unless the key has taken it over.
        using Secret secret = jwk.GetSecret();
        return Direct(secret, keyId ?? jwk.KeyId);
    }

    /// <summary>This key with a cipher: all that is needed to encrypt for the receiver. Keep it, since it keeps the encoded header.</summary>
    /// <param name="content">The cipher.</param>
    /// <exception cref="ArgumentException">The shared key is not as long as the cipher's.</exception>
    public EncryptionTarget Using(ContentEncryption content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return shared is null || shared.Length == content.KeyLength
            ? new EncryptionTarget(this, content)
            : throw new ArgumentException($"The shared key has {shared.Length} bytes; {content} needs exactly {content.KeyLength}.", nameof(content));
    }

    /// <summary>Erases the material. Encrypting with this key throws from then on.</summary>
    public void Dispose()
    {
        rsa?.Dispose();
        shared?.Dispose();
    }

    /// <summary>Algorithm and key id.</summary>
    public override string ToString() => KeyId is null ? $"EncryptionKey ({KeyManagement})" : $"EncryptionKey ({KeyManagement}, kid {KeyId})";

    /// <summary>Wraps the random content key for the receiver, or puts the shared one in its place.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    /// <exception cref="InvalidOperationException">The shared key has encrypted as many messages as one key may.</exception>
    internal void Deliver(Span<byte> contentKey, ContentEncryption content, Span<byte> wrapped)
    {
        if (rsa is not null)
        {
            rsa.Wrap(contentKey, wrapped);
        }
        else
        {
            shared!.CountMessage(content);
            shared.CopyTo(contentKey);
        }
    }

    /// <summary>
    /// Gives the 32 bytes from which a message's keys are derived: fresh random ones, wrapped for the receiver, or the shared key. Messages are not counted,
    /// because each one derives keys of its own.
    /// </summary>
    /// <param name="material">Exactly 32 bytes.</param>
    /// <param name="wrapped">Exactly <see cref="WrappedLength"/> bytes; with a shared key none.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal void DeliverMaterial(Span<byte> material, Span<byte> wrapped)
    {
        if (rsa is not null)
        {
            RandomNumberGenerator.Fill(material);
            rsa.Wrap(material, wrapped);
        }
        else
        {
            shared!.CopyTo(material);
        }
    }
}
