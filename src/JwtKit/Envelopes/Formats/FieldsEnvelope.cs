using System.Buffers;
using System.Text.Json;

namespace JwtKit;

/// <summary>Envelopes that are a flat JSON object with a platform's own names, encodings and ciphers.</summary>
internal sealed class FieldsEnvelope(FieldsSyntax syntax) : EnvelopeCodec
{
    public override bool CarriesContentType => syntax[FieldsMember.ContentType] is not null;

    public override void Seal(ReadOnlySpan<byte> payload, EncryptionKey receiver, EnvelopeContext context, string? contentType, IBufferWriter<byte> destination)
    {
        FieldsParts parts = new(receiver, syntax.Content, stackalloc byte[FieldsParts.Length(receiver, syntax.Content)]);
        string? keyId = syntax[FieldsMember.KeyId] is null ? null : receiver.KeyId;
        byte[] associated = FieldsAssociatedData.Join(receiver.KeyManagement, syntax.Content, keyId, contentType, context);
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            parts.Prepare(receiver);
            WriteHead(scratch.Writer, parts, receiver.KeyManagement, keyId, contentType);
            FieldsBody body = new(syntax, payload.Length);
            int length = checked(scratch.Json.Length + body.Length);
            Span<byte> message = destination.GetSpan(length)[..length];
            scratch.Json.CopyTo(message);
            body.Write(parts, payload, associated, message[scratch.Json.Length..]);
            destination.Advance(length);
        }
        finally
        {
            parts.Erase();
            scratch.EraseAndReturn();
        }
    }

    public override ReceivedEnvelope? Receive(ReadOnlySpan<byte> text, EnvelopeContext context) => ReceiveObject(text, context);

    protected override ReceivedEnvelope? Read(LongMember json, EnvelopeContext context) => FieldsReader.Read(syntax, json, context);

    /// <summary>All members up to the ciphertext, and that one's name with its colon.</summary>
    private void WriteHead(Utf8JsonWriter writer, FieldsParts parts, KeyManagement keyManagement, string? keyId, string? contentType)
    {
        writer.WriteStartObject();
        WriteText(writer, FieldsMember.Version, FieldsAssociatedData.Version);
        WriteText(writer, FieldsMember.Algorithm, keyManagement.Name);
        WriteText(writer, FieldsMember.Encryption, syntax.Content.Name);
        WriteText(writer, FieldsMember.KeyId, keyId);
        WriteText(writer, FieldsMember.ContentType, contentType);
        WriteBytes(writer, FieldsMember.EncryptedKey, parts.EncryptedKey);
        WriteBytes(writer, FieldsMember.Salt, parts.Salt);
        WriteBytes(writer, FieldsMember.Vector, parts.Vector);
        writer.WritePropertyName(syntax[FieldsMember.Ciphertext]!);
        writer.Flush();
    }

    private void WriteText(Utf8JsonWriter writer, FieldsMember member, string? value)
    {
        if (syntax[member] is { } name && value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private void WriteBytes(Utf8JsonWriter writer, FieldsMember member, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            byte[] text = new byte[syntax.Encoding.EncodedLength(bytes.Length)];
            syntax.Encoding.Encode(bytes, text);
            writer.WriteString(syntax[member]!, text);
        }
    }
}
