using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A received <see cref="FieldsEnvelope"/>.</summary>
internal sealed class ReceivedFields(FieldsSyntax syntax, EnvelopeContext context, FieldsText text, FieldsBytes bytes, int start, int textLength) : ReceivedEnvelope
{
    private const int LongestKey = 64;

    public override string? KeyId => text.KeyId;

    public override string? ContentType => text.ContentType;

    public override ReadOnlyMemory<byte> EncryptedKey => bytes.EncryptedKey;

    public override int Room => syntax.Encoding.MaximumDecodedLength(textLength);

    private ContentCipher Cipher => syntax.Content.Cipher;

    /// <summary>A wrapped key and no salt for a key that unwraps, a salt and no wrapped key for a shared one.</summary>
    public override bool IsFor(KeyManagement keyManagement) =>
        (text.Algorithm is null || text.Algorithm == keyManagement.Name)
        && (keyManagement.WrapsWithRsa
            ? bytes.EncryptedKey is { Length: > 0 } && bytes.Salt is null
            : bytes.EncryptedKey is null && bytes.Salt is { Length: MessageKey.SaltLength });

    public override bool TryDecrypt(ReadOnlySpan<byte> envelope, DecryptionKey key, ReadOnlySpan<byte> material, Span<byte> room, out int length)
    {
        length = 0;
        if (!syntax.Encoding.TryDecode(envelope.Slice(start, textLength), room, out int decoded) || (syntax.Tag != EnvelopeTag.Separate && decoded < Cipher.TagLength))
        {
            return false;
        }

        // A tag beside the ciphertext is copied, because the payload takes its place.
        Span<byte> beside = stackalloc byte[Cipher.TagLength];
        int before = syntax.Tag == EnvelopeTag.Prepended ? Cipher.TagLength : 0;
        int behind = syntax.Tag == EnvelopeTag.Appended ? Cipher.TagLength : 0;
        Span<byte> ciphertext = room[before..(decoded - behind)];
        if (syntax.Tag != EnvelopeTag.Separate)
        {
            (before > 0 ? room[..before] : room[(decoded - behind)..decoded]).CopyTo(beside);
        }

        Span<byte> contentKey = (stackalloc byte[LongestKey])[..Cipher.KeyLength];
        MessageKey.Derive(material, bytes.Salt, contentKey);
        byte[] associated = FieldsAssociatedData.Join(key.KeyManagement, syntax.Content, text.KeyId, text.ContentType, context);
        bool isOpen = Cipher.TryDecrypt(
            contentKey, bytes.Vector, ciphertext, syntax.Tag == EnvelopeTag.Separate ? bytes.Tag : beside, associated, ciphertext, out length);
        CryptographicOperations.ZeroMemory(contentKey);
        ciphertext[..length].CopyTo(room);
        return isOpen;
    }
}
