using System.Buffers;

namespace JwtKit;

/// <summary>Envelopes that are a JWE under A256GCM: flattened JSON with the context as <c>aad</c>, or compact with the context in the protected header.</summary>
/// <remarks>
/// The type <c>envelope+jwe</c> is written, so that no receiver of tokens takes an envelope for one. On reading it may be absent, because other libraries write
/// none by themselves; a message of any other type, or with a JWT inside, is no envelope.
/// </remarks>
internal sealed class JweEnvelope(bool isCompact) : EnvelopeCodec
{
    public const string Type = "envelope+jwe";

    public override bool CarriesContentType => true;

    public override void Seal(ReadOnlySpan<byte> payload, EncryptionKey receiver, EnvelopeContext context, string? contentType, IBufferWriter<byte> destination)
    {
        EncryptionTarget target = receiver.Using(ContentEncryption.A256Gcm);
        if (isCompact)
        {
            string? parameter = context.Utf8.IsEmpty ? null : context.Text;
            JweWriter.WriteCompact(target, JweHeader.Encode(target, Type, contentType, parameter), payload, destination);
        }
        else
        {
            JweWriter.WriteJson(target, JweHeader.Encode(target, Type, contentType), payload, context.Utf8, destination);
        }
    }

    public override ReceivedEnvelope? Receive(ReadOnlySpan<byte> text, EnvelopeContext context) =>
        isCompact ? ReceiveCompact(text, context) : ReceiveObject(text, context);

    protected override ReceivedEnvelope? Read(LongMember json, EnvelopeContext context) =>
        JweJson.TrySplit(json.Json, context.Utf8, out EncryptedSegments segments, out JsonRange ciphertext) && json.TryLocate(ciphertext, out (int, int) place)
            ? Read(segments.WithoutCiphertext, context.Utf8, EnvelopeContext.None, place)
            : null;

    private static ReceivedJwe? ReceiveCompact(ReadOnlySpan<byte> text, EnvelopeContext context) =>
        EncryptedSegments.TrySplitEdges(text, LongMember.Edge, out EncryptedSegments segments, out int start)
            ? Read(segments.WithoutCiphertext, additionalData: default, context, (start, segments.Ciphertext.Length))
            : null;

    private static ReceivedJwe? Read(EncryptedSegments segments, ReadOnlySpan<byte> additionalData, EnvelopeContext inHeader, (int Start, int Length) ciphertext)
    {
        ParsedJwe.Parse(segments, additionalData, out ParsedJwe? parsed);
        if (parsed is null || (IsEnvelope(parsed) && IsOfContext(parsed, inHeader)))
        {
            return parsed is null ? null : new ReceivedJwe(parsed, ciphertext.Start, ciphertext.Length);
        }

        parsed.Dispose();
        return null;
    }

    private static bool IsEnvelope(ParsedJwe parsed) =>
        parsed.CanBeUnwrapped
        && parsed.Content == ContentEncryption.A256Gcm
        && (parsed.Type is null || MediaType.AreSame(parsed.Type, Type))
        && EnvelopeContentType.IsAbsentOrAcceptable(parsed.ContentType);

    private static bool IsOfContext(ParsedJwe parsed, EnvelopeContext context) =>
        context.Utf8.IsEmpty ? !parsed.HasContext : string.Equals(parsed.Context, context.Text, StringComparison.Ordinal);
}

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
