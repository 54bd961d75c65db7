using System.Buffers;
using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit.Benchmarks.Servers;

/// <summary>Makes the answer with a CCAI token by the platform's primitives: the header encoded beforehand; one JSON writer, one buffer and one HMAC that are kept.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class HandWrittenAnswer : IDisposable
{
    private const int Lifetime = 3600;

    private static readonly byte[] Start = Encoding.ASCII.GetBytes("{\"token\":\"");
    private static readonly byte[] Header = Encoding.ASCII.GetBytes(Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8) + ".");
    private static readonly byte[] End = Encoding.ASCII.GetBytes("\"}");

    private readonly string company;
    private readonly IncrementalHash mac;
    private readonly ArrayBufferWriter<byte> payload = new(512);
    private readonly Utf8JsonWriter json;

    public HandWrittenAnswer(HandWrittenIssuer issuer)
    {
        company = issuer.Company;
        mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, issuer.Secret);
        json = new Utf8JsonWriter(payload);
    }

    /// <summary>Writes the answer for a user and gives its length.</summary>
    public int Write(IBufferWriter<byte> destination, ClaimsPrincipal user)
    {
        WritePayload(user);
        int payloadLength = Base64Url.GetEncodedLength(payload.WrittenCount);
        int tagLength = Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes);
        int length = Start.Length + Header.Length + payloadLength + 1 + tagLength + End.Length;
        Span<byte> answer = destination.GetSpan(length)[..length];

        Start.CopyTo(answer);
        Span<byte> token = answer[Start.Length..];
        Header.CopyTo(token);
        Base64Url.EncodeToUtf8(payload.WrittenSpan, token[Header.Length..]);
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        mac.AppendData(token[..(Header.Length + payloadLength)]);
        mac.GetHashAndReset(tag);
        token = token[(Header.Length + payloadLength)..];
        token[0] = (byte)'.';
        Base64Url.EncodeToUtf8(tag, token[1..]);
        End.CopyTo(token[(1 + tagLength)..]);
        destination.Advance(length);
        return length;
    }

    public void Dispose()
    {
        mac.Dispose();
        json.Dispose();
    }

    private void WritePayload(ClaimsPrincipal user)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        payload.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("iss"u8, company);
        json.WriteNumber("iat"u8, now);
        json.WriteNumber("exp"u8, now + Lifetime);
        json.WriteString("identifier"u8, user.FindFirst("sub")!.Value);
        json.WriteString("name"u8, user.FindFirst("name")!.Value);
        json.WriteString("email"u8, user.FindFirst("email")!.Value);
        json.WriteEndObject();
        json.Flush();
    }
}
