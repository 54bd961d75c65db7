using System.Buffers.Text;

namespace JwtKit.Tests;

/// <summary>Encrypted messages as text: taken apart, changed and put together again.</summary>
internal static class JweText
{
    /// <summary>The flattened JSON form of a compact message, written by hand (RFC 7516 section 7.2.2).</summary>
    public static string Flatten(string compact)
    {
        string[] parts = compact.Split('.');
        string key = parts[1].Length == 0 ? string.Empty : $"\"encrypted_key\":\"{parts[1]}\",";
        return $"{{\"protected\":\"{parts[0]}\",{key}\"iv\":\"{parts[2]}\",\"ciphertext\":\"{parts[3]}\",\"tag\":\"{parts[4]}\"}}";
    }

    public static string WithPart(string compact, int number, Func<string, string> change)
    {
        string[] parts = compact.Split('.');
        parts[number] = change(parts[number]);
        return string.Join('.', parts);
    }

    public static string WithBytes(string compact, int number, Func<byte[], byte[]> change) =>
        WithPart(compact, number, part => Base64Url.EncodeToString(change(Base64Url.DecodeFromChars(part))));

    public static string WithHeader(string compact, string header) => WithPart(compact, 0, _ => RawToken.Encode(header));

    public static byte[] Part(string compact, int number) => Base64Url.DecodeFromChars(compact.Split('.')[number]);
}
