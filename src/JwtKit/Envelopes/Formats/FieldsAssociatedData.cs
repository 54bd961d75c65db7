using System.Buffers.Binary;
using System.Text;

namespace JwtKit;

/// <summary>What an envelope with members of its own authenticates beside its content: each value with its length before it, so that none can be moved into the next.</summary>
internal static class FieldsAssociatedData
{
    public const string Version = "1";

    public static byte[] Join(KeyManagement keyManagement, ContentEncryption content, string? keyId, string? contentType, EnvelopeContext context)
    {
        byte[] utf8KeyId = Encoding.UTF8.GetBytes(keyId ?? string.Empty);
        byte[] utf8ContentType = Encoding.UTF8.GetBytes(contentType ?? string.Empty);
        return
        [
            .. Prefixed("JwtKit envelope"u8), .. Prefixed("1"u8), .. Prefixed(keyManagement.Utf8Name), .. Prefixed(content.Utf8Name),
            .. Prefixed(utf8KeyId), .. Prefixed(utf8ContentType), .. Prefixed(context.Utf8),
        ];
    }

    private static byte[] Prefixed(ReadOnlySpan<byte> value)
    {
        byte[] prefixed = new byte[sizeof(int) + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(prefixed, value.Length);
        value.CopyTo(prefixed.AsSpan(sizeof(int)));
        return prefixed;
    }
}
