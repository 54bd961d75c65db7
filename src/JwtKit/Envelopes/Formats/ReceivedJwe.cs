namespace JwtKit;

/// <summary>A received <see cref="JweEnvelope"/>.</summary>
internal sealed class ReceivedJwe(ParsedJwe parsed, int start, int textLength) : ReceivedEnvelope
{
    public override string? KeyId => parsed.KeyId;

    public override string? ContentType => parsed.ContentType;

    public override ReadOnlyMemory<byte> EncryptedKey => parsed.EncryptedKey;

    public override int Room => StrictBase64Url.MaximumDecodedLength(textLength);

    public override bool IsFor(KeyManagement keyManagement) => parsed.KeyManagement == keyManagement;

    public override bool TryDecrypt(ReadOnlySpan<byte> text, DecryptionKey key, ReadOnlySpan<byte> material, Span<byte> room, out int length)
    {
        length = 0;
        return StrictBase64Url.TryDecode(text.Slice(start, textLength), room, out int decoded)
            && ContentEncryption.A256Gcm.Cipher.TryDecrypt(
                material, parsed.Vector.Span, room[..decoded], parsed.Tag.Span, parsed.AssociatedData.Span, room[..decoded], out length);
    }

    public override void Dispose()
    {
        parsed.Dispose();
        base.Dispose();
    }
}
