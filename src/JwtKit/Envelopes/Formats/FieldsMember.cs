namespace JwtKit;

/// <summary>The members of <see cref="EnvelopeFields"/>, in the order in which they are written. The first five are text, the others encoded bytes.</summary>
internal enum FieldsMember
{
    Version,
    Algorithm,
    Encryption,
    KeyId,
    ContentType,
    EncryptedKey,
    Salt,
    Vector,
    Ciphertext,
    Tag,
}
