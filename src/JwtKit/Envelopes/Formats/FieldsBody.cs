using System.Text.Encodings.Web;
using System.Text.Json;

namespace JwtKit;

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
