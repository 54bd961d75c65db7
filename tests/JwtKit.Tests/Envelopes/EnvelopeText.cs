using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JwtKit.Tests;

/// <summary>A sealed envelope taken apart: its parts by name, in the order of the text. The parts of the compact form have the names of the JSON form.</summary>
internal static class EnvelopeText
{
    // By default the platform escapes the plus sign of base64, and an escaped text is not an encoded one.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] CompactNames = ["protected", "encrypted_key", "iv", "ciphertext", "tag"];

    private static readonly string[] TextMembers = ["version", "alg", "enc", "kid", "contentType"];

    public static List<KeyValuePair<string, string>> Parts(TestEnvelope test, byte[] envelope)
    {
        string text = System.Text.Encoding.UTF8.GetString(envelope);
        return test.IsCompact
            ? [.. CompactNames.Zip(text.Split('.'), static (name, value) => KeyValuePair.Create(name, value))]
            : [.. JsonNode.Parse(text)!.AsObject().Select(static member => KeyValuePair.Create(member.Key, member.Value!.GetValue<string>()))];
    }

    public static byte[] Join(TestEnvelope test, IEnumerable<KeyValuePair<string, string>> parts) => RawToken.Utf8(
        test.IsCompact
            ? string.Join('.', parts.Select(static part => part.Value))
            : new JsonObject(parts.Select(static part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Value))).ToJsonString(Relaxed));

    /// <summary>The envelope with one part changed; null takes the part out (in the compact form: empties it).</summary>
    public static byte[] With(TestEnvelope test, byte[] envelope, string name, Func<string, string?> change)
    {
        List<KeyValuePair<string, string>> parts = Parts(test, envelope);
        int at = parts.FindIndex(part => part.Key == name);
        string? changed = change(parts[at].Value);
        parts[at] = KeyValuePair.Create(name, changed ?? string.Empty);
        if (changed is null && !test.IsCompact)
        {
            parts.RemoveAt(at);
        }

        return Join(test, parts);
    }

    /// <summary>What a part holds, decoded where it is encoded.</summary>
    public static byte[] Decode(TestEnvelope test, string name, string text)
    {
        if (test.IsFields && TextMembers.Contains(name))
        {
            return RawToken.Utf8(text);
        }

        byte[] decoded = new byte[text.Length];
        return Encoding(test).TryDecode(RawToken.Utf8(text), decoded, out int length) ? decoded[..length] : throw new InvalidOperationException("The part is not encoded rightly.");
    }

    public static string Encode(TestEnvelope test, string name, byte[] bytes)
    {
        if (test.IsFields && TextMembers.Contains(name))
        {
            return System.Text.Encoding.UTF8.GetString(bytes);
        }

        byte[] text = new byte[Encoding(test).EncodedLength(bytes.Length)];
        Encoding(test).Encode(bytes, text);
        return System.Text.Encoding.UTF8.GetString(text);
    }

    private static BinaryText Encoding(TestEnvelope test) => !test.IsFields ? BinaryText.Base64Url
        : test.Name.Contains("Base64Url", StringComparison.Ordinal) ? BinaryText.Base64Url
        : test.Name.Contains("Base64", StringComparison.Ordinal) ? BinaryText.Base64
        : test.Name.Contains("UpperHex", StringComparison.Ordinal) ? BinaryText.UpperHex
        : BinaryText.LowerHex;
}
