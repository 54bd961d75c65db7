using System.Text;

namespace JwtKit.Tests;

/// <summary>Bytes to base64url and back, by the strict codec, for tests of what stands around it.</summary>
internal static class Base64UrlText
{
    public static string Encode(byte[] bytes)
    {
        byte[] text = new byte[StrictBase64Url.EncodedLength(bytes.Length)];
        int written = StrictBase64Url.Encode(bytes, text);
        return Encoding.ASCII.GetString(text, 0, written);
    }

    /// <summary>Null where the text is refused.</summary>
    public static byte[]? Decode(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] bytes = new byte[StrictBase64Url.MaximumDecodedLength(utf8.Length)];
        return StrictBase64Url.TryDecode(utf8, bytes, out int written) ? bytes[..written] : null;
    }
}
