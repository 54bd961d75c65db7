using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
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

/// <summary>The end of a message with members of its own: the ciphertext in its quotes, the tag where it belongs, the closing brace.</summary>
internal readonly ref struct FieldsBody
{
    private readonly FieldsSyntax syntax;
    private readonly byte[] beforeTag;
    private readonly int ciphertextLength;
    private readonly int tagLength;

    public FieldsBody(FieldsSyntax syntax, int payloadLength)
    {
        this.syntax = syntax;
        ciphertextLength = syntax.Content.Cipher.CiphertextLength(payloadLength);
        tagLength = syntax.Content.Cipher.TagLength;
        beforeTag = IsSeparate
            ? [.. "\",\""u8, .. JsonEncodedText.Encode(syntax[FieldsMember.Tag], JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\":\""u8]
            : [];
        Length = checked(1 + syntax.Encoding.EncodedLength(FirstLength) + beforeTag.Length + (IsSeparate ? syntax.Encoding.EncodedLength(tagLength) : 0) + 2);
    }

    /// <summary>In bytes.</summary>
    public int Length { get; }

    private bool IsSeparate => syntax.Tag == EnvelopeTag.Separate;

    /// <summary>Of what the member of the ciphertext holds.</summary>
    private int FirstLength => ciphertextLength + (IsSeparate ? 0 : tagLength);

    /// <summary>Encrypts at the ciphertext's place in the message, and encodes it from there.</summary>
    public void Write(FieldsParts parts, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> associatedData, Span<byte> destination)
    {
        TextCursor text = new(destination);
        text.Append("\""u8);
        Span<byte> place = text.Take(syntax.Encoding.EncodedLength(FirstLength));
        Span<byte> bytes = place[^FirstLength..];
        Span<byte> tag = syntax.Tag switch
        {
            EnvelopeTag.Appended => bytes[ciphertextLength..],
            EnvelopeTag.Prepended => bytes[..tagLength],
            _ => stackalloc byte[tagLength],
        };
        parts.Encrypt(payload, associatedData, syntax.Tag == EnvelopeTag.Prepended ? bytes[tagLength..] : bytes[..ciphertextLength], tag);
        TailEncoder.Encode(syntax.Encoding, place, FirstLength);
        if (IsSeparate)
        {
            text.Append(beforeTag);
            text.AppendEncoded(syntax.Encoding, tag);
        }

        text.Append("\"}"u8);
    }
}

/// <summary>The short binary parts of a message with members of its own that is being made, and its keys. Fresh for each message. Erase it after use.</summary>
internal readonly ref struct FieldsParts
{
    private readonly ContentCipher cipher;
    private readonly Span<byte> memory;
    private readonly int saltLength;

    /// <param name="receiver">The receiver's key.</param>
    /// <param name="content">The cipher.</param>
    /// <param name="memory">Exactly <see cref="Length"/> bytes.</param>
    public FieldsParts(EncryptionKey receiver, ContentEncryption content, Span<byte> memory)
    {
        cipher = content.Cipher;
        this.memory = memory;
        saltLength = SaltLength(receiver);
    }

    /// <summary>Empty unless the key is shared.</summary>
    public Span<byte> Salt => memory.Slice(Keys, saltLength);

    public Span<byte> Vector => memory.Slice(Keys + saltLength, cipher.VectorLength);

    /// <summary>Empty if the key is shared.</summary>
    public Span<byte> EncryptedKey => memory[(Keys + saltLength + cipher.VectorLength)..];

    private Span<byte> ContentKey => memory[..cipher.KeyLength];

    private Span<byte> Material => memory.Slice(cipher.KeyLength, MessageKey.MaterialLength);

    private int Keys => cipher.KeyLength + MessageKey.MaterialLength;

    /// <summary>At most some 2 KiB: that of the longest wrapped key.</summary>
    public static int Length(EncryptionKey receiver, ContentEncryption content) =>
        content.KeyLength + MessageKey.MaterialLength + SaltLength(receiver) + content.Cipher.VectorLength + receiver.WrappedLength;

    /// <summary>Draws what is random, and derives the content key.</summary>
    public void Prepare(EncryptionKey receiver)
    {
        RandomNumberGenerator.Fill(memory.Slice(Keys, saltLength + cipher.VectorLength));
        receiver.DeliverMaterial(Material, EncryptedKey);
        MessageKey.Derive(Material, Salt, ContentKey);
    }

    /// <param name="payload">What is encrypted.</param>
    /// <param name="associatedData">Authenticated with it.</param>
    /// <param name="ciphertext">Exactly as long as the cipher says.</param>
    /// <param name="tag">Exactly as long as the cipher says.</param>
    public void Encrypt(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag) =>
        cipher.Encrypt(ContentKey, Vector, payload, associatedData, ciphertext, tag);

    public void Erase() => CryptographicOperations.ZeroMemory(memory);

    private static int SaltLength(EncryptionKey receiver) => receiver.KeyManagement.WrapsWithRsa ? 0 : MessageKey.SaltLength;
}
