using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The key that opens what was encrypted for its owner, under one way of key management, which no token can change.</summary>
/// <remarks>
/// Owns its material and erases it on <see cref="Dispose"/>. Safe for concurrent use; keep one for the life of the application. Prints algorithm and key
/// id, never material. Where one RSA key is to serve two ways of key management, make two of these.
/// </remarks>
public sealed class DecryptionKey : IIdentifiedKey, IDisposable
{
    private readonly RsaKeyWrap? rsa;
    private readonly SharedContentKey? shared;
    private readonly IRemoteDecryptor? remote;

    private DecryptionKey(KeyManagement keyManagement, string? keyId, RsaKeyWrap? rsa = null, SharedContentKey? shared = null, IRemoteDecryptor? remote = null)
    {
        KeyManagement = keyManagement;
        KeyId = keyId;
        Utf8KeyId = keyId is null ? null : System.Text.Encoding.UTF8.GetBytes(keyId);
        this.rsa = rsa;
        this.shared = shared;
        this.remote = remote;
    }

    /// <summary>The only way of key management this key accepts.</summary>
    public KeyManagement KeyManagement { get; }

    /// <summary>The <c>kid</c> by which tokens name this key.</summary>
    public string? KeyId { get; }

    /// <summary>Whether the key is elsewhere, so that opening is asynchronous.</summary>
    public bool IsRemote => remote is not null;

    internal byte[]? Utf8KeyId { get; }

    /// <summary>The length of a shared key, in bytes; null for one that unwraps.</summary>
    internal int? SharedLength => shared?.Length;

    /// <summary>RSAES-OAEP with SHA-1 (RFC 7518 section 4.3).</summary>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c> by which tokens name it; none by default.</param>
    public static DecryptionKey RsaOaep(RsaPrivateKey privateKey, string? keyId = null) => FromPrivateKey(KeyManagement.RsaOaep, privateKey, keyId);

    /// <summary>RSAES-OAEP with SHA-256 (RFC 7518 section 4.3).</summary>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c> by which tokens name it; none by default.</param>
    public static DecryptionKey RsaOaep256(RsaPrivateKey privateKey, string? keyId = null) => FromPrivateKey(KeyManagement.RsaOaep256, privateKey, keyId);

    /// <summary>
    /// RSAES-PKCS1-v1_5 (RFC 7518 section 4.2), legacy, switched on for this one key by making it here. A content key that cannot be unwrapped is
    /// replaced by a random one (RFC 7516 section 11.5), so that an attacker learns nothing but that the tag is wrong. Do not use the same RSA key for
    /// anything else.
    /// </summary>
    /// <remarks>
    /// .NET reports a wrong padding by an exception, which takes some microseconds. So each unwrapping is followed by one of a stored wrapped key of the other
    /// kind: every call has one success and one exception, and takes about 2.2 times as long (0.53 ms instead of 0.24 for 2048 bits). A difference of less than a
    /// microsecond between right and wrong padding remains. Where an attacker can measure that, use <see cref="RsaOaep256"/>. Making the key makes the two
    /// stored ones: it imports the key and costs one unwrapping and two wrappings.
    /// </remarks>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c> by which tokens name it; none by default.</param>
    public static DecryptionKey Rsa15(RsaPrivateKey privateKey, string? keyId = null) => Wrapping(KeyManagement.Rsa15, privateKey, keyId);

    /// <summary>A key that both sides share (RFC 7518 section 4.5).</summary>
    /// <param name="secret">Exactly as long as the cipher's key. Taken over.</param>
    /// <param name="keyId">The <c>kid</c>; none by default.</param>
    /// <exception cref="CryptographicException">No cipher has a key of this length.</exception>
    public static DecryptionKey Direct(Secret secret, string? keyId = null)
    {
        KeyIdRule.Check(keyId);
        return new DecryptionKey(KeyManagement.Direct, keyId, shared: SharedContentKey.Take(secret));
    }

    /// <summary>An RSA key whose way of key management comes from configuration.</summary>
    /// <param name="keyManagement">RSA-OAEP or RSA-OAEP-256.</param>
    /// <param name="privateKey">Taken over.</param>
    /// <param name="keyId">The <c>kid</c> by which tokens name it; none by default.</param>
    /// <exception cref="ArgumentException">The key management is direct or RSA1_5, or the key id is not acceptable.</exception>
    public static DecryptionKey FromPrivateKey(KeyManagement keyManagement, RsaPrivateKey privateKey, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(keyManagement);
        return keyManagement.IsLegacy
            ? throw new ArgumentException($"Decrypting {keyManagement} is switched on per key, by DecryptionKey.Rsa15; see its remarks.", nameof(keyManagement))
            : Wrapping(keyManagement, privateKey, keyId);
    }

    /// <summary>A private RSA key, or a shared one, in the form of a JSON Web Key (RFC 7517).</summary>
    /// <param name="jwk">Copied; it stays the caller's.</param>
    /// <param name="keyManagement">Needed where the key names none (<c>alg</c>); otherwise it must be the same. Not RSA1_5, which <see cref="Rsa15"/> switches on.</param>
    /// <param name="keyId">The <c>kid</c> by which tokens name it; that of the JWK by default.</param>
    /// <exception cref="ArgumentException">The key id is not acceptable, or the way of key management is RSA1_5.</exception>
    /// <exception cref="CryptographicException">The key is of another type, is public, or is meant for something else (<c>alg</c>, <c>use</c>, <c>key_ops</c>).</exception>
    public static DecryptionKey FromJwk(Jwk jwk, KeyManagement? keyManagement = null, string? keyId = null)
    {
        KeyManagement chosen = EncryptionKeyRules.OfJwk(jwk, keyManagement, "unwrapKey", "decrypt");
        KeyIdRule.Check(keyId);
        if (chosen.WrapsWithRsa)
        {
            using RsaPrivateKey privateKey = jwk.GetPrivateKey();
            return FromPrivateKey(chosen, privateKey, keyId ?? jwk.KeyId);
        }

        using Secret secret = jwk.GetSecret();
        return Direct(secret, keyId ?? jwk.KeyId);
    }

    /// <summary>A key that cannot leave its home: an HSM, or a cloud's key service.</summary>
    /// <param name="decryptor">Unwraps the content keys.</param>
    /// <exception cref="ArgumentException">The decryptor's key management is direct, or its key id is not acceptable.</exception>
    public static DecryptionKey Remote(IRemoteDecryptor decryptor)
    {
        ArgumentNullException.ThrowIfNull(decryptor);
        KeyIdRule.Check(decryptor.KeyId);
        return decryptor.KeyManagement.WrapsWithRsa
            ? new DecryptionKey(decryptor.KeyManagement, decryptor.KeyId, remote: decryptor)
            : throw new ArgumentException($"'{decryptor.KeyManagement}' has no wrapped key that a decryptor could unwrap.", nameof(decryptor));
    }

    /// <summary>Erases the material; a remote key is not touched. Decrypting with this key throws from then on.</summary>
    public void Dispose()
    {
        rsa?.Dispose();
        shared?.Dispose();
    }

    /// <summary>Algorithm and key id.</summary>
    public override string ToString() => KeyId is null ? $"DecryptionKey ({KeyManagement})" : $"DecryptionKey ({KeyManagement}, kid {KeyId})";

    /// <summary>Overwrites the random content key with the message's, if there is one of its very length; otherwise the random one stays.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal void RecoverOver(ReadOnlySpan<byte> encryptedKey, Span<byte> contentKey)
    {
        if (rsa is not null)
        {
            rsa.UnwrapOver(encryptedKey, contentKey);
        }
        else if (shared is not null && encryptedKey.IsEmpty && shared.Length == contentKey.Length)
        {
            shared.CopyTo(contentKey);
        }
    }

    /// <inheritdoc cref="RecoverOver" />
    internal async ValueTask RecoverOverAsync(ReadOnlyMemory<byte> encryptedKey, Memory<byte> contentKey, CancellationToken cancellationToken)
    {
        if (remote is null)
        {
            RecoverOver(encryptedKey.Span, contentKey.Span);
            return;
        }

        // A copy: the message lies in memory that is used for another one when this is over, and a service's client may hold on to what it was given.
        byte[]? recovered = await remote.UnwrapAsync(encryptedKey.ToArray(), cancellationToken).ConfigureAwait(false);
        if (recovered?.Length == contentKey.Length)
        {
            recovered.CopyTo(contentKey);
        }

        CryptographicOperations.ZeroMemory(recovered);
    }

    /// <summary>What <see cref="EncryptionKey.DeliverMaterial"/> gave, or random bytes where that cannot be recovered; nothing tells which (RFC 7516 section 11.5).</summary>
    /// <param name="wrapped">As it was received, of any length.</param>
    /// <param name="material">Exactly 32 bytes.</param>
    /// <exception cref="InvalidOperationException">The key is remote.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal void RecoverMaterial(ReadOnlySpan<byte> wrapped, Span<byte> material)
    {
        if (IsRemote)
        {
            throw new InvalidOperationException("The key is remote, so opening takes a call elsewhere, which only an asynchronous method makes.");
        }

        RandomNumberGenerator.Fill(material);
        RecoverOver(wrapped, material);
    }

    private static DecryptionKey Wrapping(KeyManagement keyManagement, RsaPrivateKey privateKey, string? keyId)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        KeyIdRule.Check(keyId);
        return keyManagement.WrapsWithRsa
            ? new DecryptionKey(keyManagement, keyId, rsa: RsaKeyWrap.ForUnwrapping(new RsaKeyPool(privateKey), keyManagement.Padding))
            : throw new ArgumentException($"'{keyManagement}' needs a shared secret; an RSA key serves the RSA ways of key management only.", nameof(keyManagement));
    }
}
