using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit.Benchmarks;

/// <summary>The least code that makes a token under HS256: the header encoded beforehand, one buffer and one HMAC that are kept, one string at the end.</summary>
internal sealed class HmacToken(byte[] secret)
{
    private readonly byte[] header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8) + ".");
    private readonly KorePayload payload = new();
    private readonly IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
    private readonly byte[] token = new byte[1024];

    public string Make()
    {
        header.CopyTo(token, 0);
        int length = header.Length + Base64Url.EncodeToUtf8(payload.Write(), token.AsSpan(header.Length));
        mac.AppendData(token, 0, length);
        Span<byte> tag = stackalloc byte[32];
        mac.GetHashAndReset(tag);
        token[length++] = (byte)'.';
        length += Base64Url.EncodeToUtf8(tag, token.AsSpan(length));
        return Encoding.ASCII.GetString(token, 0, length);
    }
}
