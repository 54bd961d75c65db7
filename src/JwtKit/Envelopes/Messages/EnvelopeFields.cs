namespace JwtKit;

/// <summary>How a platform spells an envelope: a flat JSON object of text members with these names, encodings and ciphers.</summary>
/// <remarks>
/// <para>Names have 1 to 64 characters and differ from each other. Members that are not named here are passed over on reading, whatever they hold;
/// the names of all members, also of those inside of others, take at most 64 KiB together. Immutable.</para>
/// <para>
/// Authenticated as additional data of the cipher are, each as a length of four bytes (big-endian) with its UTF-8 bytes, empty where there is none:
/// <c>JwtKit envelope</c>, the version <c>1</c>, algorithm, cipher, key id, content type, context; whether they are sent along or not. The context is not.
/// </para>
/// <para>
/// The 32-byte message key is the one that was wrapped. With a shared key it is HKDF-SHA-256 of that key with a random salt of 32 bytes, which is sent
/// along, and the info <c>JwtKit envelope 1: message key</c>. A256GCM uses the message key itself, with a random vector of 12 bytes and a tag of 16.
/// A256CBC-HS512 (RFC 7518 section 5.2.5, a vector of 16 bytes and a tag of 32) has a MAC key and an encryption key of 32 bytes each, HKDF-Expand of
/// the message key with the infos <c>JwtKit envelope 1: MAC key</c> and <c>JwtKit envelope 1: encryption key</c>.
/// </para>
/// </remarks>
public sealed record EnvelopeFields
{
    /// <summary>The member with the version; null leaves it out.</summary>
    /// <value><c>version</c> by default.</value>
    public string? Version { get; init; } = "version";

    /// <summary>The member with the way of key management, such as <c>RSA-OAEP-256</c> or <c>dir</c>; null leaves it out.</summary>
    /// <value><c>alg</c> by default.</value>
    public string? Algorithm { get; init; } = "alg";

    /// <summary>The member with the cipher's name; null leaves it out.</summary>
    /// <value><c>enc</c> by default.</value>
    public string? Encryption { get; init; } = "enc";

    /// <summary>The member with the key id, absent for a key without one; null leaves it out, and then the receiver tries each key.</summary>
    /// <value><c>kid</c> by default.</value>
    public string? KeyId { get; init; } = "kid";

    /// <summary>The member with the payload's media type, absent for a payload without one; null leaves it out, and then no payload may have one.</summary>
    /// <value><c>contentType</c> by default.</value>
    public string? ContentType { get; init; } = "contentType";

    /// <summary>The member with the wrapped message key, absent under a shared key.</summary>
    /// <value><c>encryptedKey</c> by default.</value>
    public string EncryptedKey { get; init; } = "encryptedKey";

    /// <summary>The member with the salt, present under a shared key only.</summary>
    /// <value><c>salt</c> by default.</value>
    public string Salt { get; init; } = "salt";

    /// <summary>The member with the initialization vector.</summary>
    /// <value><c>iv</c> by default.</value>
    public string Vector { get; init; } = "iv";

    /// <summary>The member with the ciphertext.</summary>
    /// <value><c>ciphertext</c> by default.</value>
    public string Ciphertext { get; init; } = "ciphertext";

    /// <summary>The member with the tag, where that is separate.</summary>
    /// <value><c>tag</c> by default.</value>
    public string Tag { get; init; } = "tag";

    /// <summary>Where the tag is.</summary>
    /// <value><see cref="EnvelopeTag.Separate"/> by default.</value>
    public EnvelopeTag TagPlacement { get; init; } = EnvelopeTag.Separate;

    /// <summary>How bytes are written as text.</summary>
    /// <value><see cref="EnvelopeEncoding.Base64"/> by default.</value>
    public EnvelopeEncoding Encoding { get; init; } = EnvelopeEncoding.Base64;

    /// <summary><see cref="ContentEncryption.A256Gcm"/> or <see cref="ContentEncryption.A256CbcHs512"/>.</summary>
    /// <value><see cref="ContentEncryption.A256Gcm"/> by default.</value>
    public ContentEncryption Cipher { get; init; } = ContentEncryption.A256Gcm;
}
