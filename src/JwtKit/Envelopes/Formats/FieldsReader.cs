using System.Text.Json;

namespace JwtKit;

/// <summary>Reads a message with members of its own, as strictly as a JWE is read: each member once, of the right kind, encoded in the one way.</summary>
internal static class FieldsReader
{
    private const int MemberCount = (int)FieldsMember.Tag + 1;

    /// <summary>The message, or null for anything else.</summary>
    public static ReceivedFields? Read(FieldsSyntax syntax, LongMember cut, EnvelopeContext context)
    {
        Span<JsonRange> members = stackalloc JsonRange[MemberCount];
        members.Clear();
        StrictJsonReader reader = new(cut.Json);
        while (reader.NextMember())
        {
            for (FieldsMember member = 0; member <= FieldsMember.Tag; member++)
            {
                if (syntax[member] is { } name && reader.NameEquals(name))
                {
                    members[(int)member] = reader.Value;
                }
            }
        }

        if (!reader.IsComplete
            || !TryReadText(syntax, cut.Json, members, out FieldsText text)
            || !TryReadBytes(syntax, cut.Json, members, out FieldsBytes bytes)
            || !IsEncoded(members[(int)FieldsMember.Ciphertext])
            || !cut.TryLocate(members[(int)FieldsMember.Ciphertext], out (int Start, int Length) ciphertext))
        {
            return null;
        }

        return new ReceivedFields(syntax, context, text, bytes, ciphertext.Start, ciphertext.Length);
    }

    private static bool TryReadText(FieldsSyntax syntax, ReadOnlySpan<byte> json, ReadOnlySpan<JsonRange> members, out FieldsText text)
    {
        text = default;
        for (FieldsMember member = FieldsMember.Version; member <= FieldsMember.ContentType; member++)
        {
            JsonRange value = members[(int)member];
            bool isOptional = syntax[member] is null || member is FieldsMember.KeyId or FieldsMember.ContentType;
            if (value.IsPresent ? value.Kind != JsonTokenType.String : !isOptional)
            {
                return false;
            }
        }

        text = new FieldsText(
            Text(json, members[(int)FieldsMember.Version]), Text(json, members[(int)FieldsMember.Algorithm]), Text(json, members[(int)FieldsMember.Encryption]),
            Text(json, members[(int)FieldsMember.KeyId]), Text(json, members[(int)FieldsMember.ContentType]));
        return text.IsAcceptable(syntax.Content);
    }

    private static bool TryReadBytes(FieldsSyntax syntax, ReadOnlySpan<byte> json, ReadOnlySpan<JsonRange> members, out FieldsBytes bytes)
    {
        bytes = new FieldsBytes(
            Decode(syntax, json, members[(int)FieldsMember.EncryptedKey]),
            Decode(syntax, json, members[(int)FieldsMember.Salt]),
            Decode(syntax, json, members[(int)FieldsMember.Vector]),
            Decode(syntax, json, members[(int)FieldsMember.Tag]));

        // What is there must be encoded rightly, also where nothing would use it.
        return !members[(int)FieldsMember.EncryptedKey].IsPresent == bytes.EncryptedKey is null
            && !members[(int)FieldsMember.Salt].IsPresent == bytes.Salt is null
            && bytes.Vector is not null
            && (bytes.Tag is not null || syntax.Tag != EnvelopeTag.Separate);
    }

    private static string? Text(ReadOnlySpan<byte> json, JsonRange member) => member.IsPresent ? member.GetText(json) : null;

    private static byte[]? Decode(FieldsSyntax syntax, ReadOnlySpan<byte> json, JsonRange member)
    {
        // The wrapped key is the longest of the short parts.
        if (!IsEncoded(member) || member.Length > syntax.Encoding.EncodedLength(RsaKeyWrap.MaximumWrappedLength))
        {
            return null;
        }

        byte[] decoded = new byte[syntax.Encoding.MaximumDecodedLength(member.Length)];
        return syntax.Encoding.TryDecode(member.Raw(json), decoded, out int length) && length <= RsaKeyWrap.MaximumWrappedLength ? decoded[..length] : null;
    }

    /// <summary>No encoding has a character that must be escaped, so an escaped text is not an encoded one.</summary>
    private static bool IsEncoded(JsonRange member) => member.Kind == JsonTokenType.String && !member.IsEscaped;
}

/// <summary>The text members of a received message; null for those that are not there.</summary>
internal readonly record struct FieldsText(string? Version, string? Algorithm, string? Encryption, string? KeyId, string? ContentType)
{
    /// <summary>Whether each says what it must, as far as no key is needed to know. Empty text is authenticated like none, and so is never taken.</summary>
    public bool IsAcceptable(ContentEncryption content) =>
        Version is null or FieldsAssociatedData.Version
        && (Encryption is null || Encryption == content.Name)
        && (KeyId is null || KeyIdRule.FaultOf(KeyId) is null)
        && EnvelopeContentType.IsAbsentOrAcceptable(ContentType);
}

/// <summary>The short binary members of a received message, decoded; null for those that are not there.</summary>
internal readonly record struct FieldsBytes(byte[]? EncryptedKey, byte[]? Salt, byte[]? Vector, byte[]? Tag);
