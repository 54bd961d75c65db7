using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace JwtKit;

/// <summary>Recognizes a key of another kind where a shared secret is expected, in whatever form it is usually passed around. Makes no copy that it does not erase.</summary>
internal static class ForeignKey
{
    /// <summary>What the bytes are, in words for a message; null if they may be a secret.</summary>
    public static string? Recognize(ReadOnlySpan<byte> bytes)
    {
        if (DerKey.IsWholeKey(bytes))
        {
            return "a key or certificate in DER form";
        }

        // Anywhere, and also a part of one: a byte order mark or a quotation mark may stand before it, and its line ends may be gone.
        if (bytes.IndexOf("-----BEGIN"u8) >= 0 || bytes.IndexOf("-----END"u8) >= 0 || bytes.IndexOf("---- BEGIN"u8) >= 0)
        {
            return "a key or certificate in PEM form";
        }

        ReadOnlySpan<byte> text = Trim(bytes);
        return text.StartsWith("ssh-"u8) || text.StartsWith("ecdsa-sha2-"u8) ? "an SSH public key"
            : IsJwk(text) ? "a JSON Web Key"
            : IsBase64OfKey(text) ? "the base64 body of a key or certificate"
            : null;
    }

    /// <summary>Without the bytes of a byte order mark, blanks and line ends around it.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        while (bytes is [0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            bytes = bytes[1..];
        }

        while (bytes is [.., 0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'])
        {
            bytes = bytes[..^1];
        }

        return bytes;
    }

    private static bool IsBase64OfKey(ReadOnlySpan<byte> text)
    {
        // Every DER key begins with a SEQUENCE, whose base64 begins with M; the platform's decoder skips line breaks.
        if (!text.StartsWith("M"u8))
        {
            return false;
        }

        byte[] decoded = KeyMemory.Allocate(Base64.GetMaxDecodedFromUtf8Length(text.Length + 3));
        bool isKey = (Base64.DecodeFromUtf8(text, decoded, out _, out int length) == OperationStatus.Done
                || Base64Url.DecodeFromUtf8(text, decoded, out _, out length) == OperationStatus.Done)
            && DerKey.IsWholeKey(decoded.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(decoded);
        return isKey;
    }

    private static bool IsJwk(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("{"u8) && !text.StartsWith("["u8))
        {
            return false;
        }

        bool hasKeyType = false;
        Utf8JsonReader reader = new(text);
        try
        {
            while (reader.Read())
            {
                hasKeyType |= reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("kty"u8);
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return hasKeyType;
    }
}
