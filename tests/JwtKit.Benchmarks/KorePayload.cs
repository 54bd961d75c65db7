using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace JwtKit.Benchmarks;

/// <summary>
/// A Kore.ai user token's claims, and the least code that writes them: one writer that is kept, one buffer that is kept, and random bytes for the token id
/// from a block. What is left out is every check.
/// </summary>
internal sealed class KorePayload
{
    public const string ClientId = "cs-5250bdc9-0000-0000-0000-5c2e2d1a2e2f";
    public const string Subject = "john.doe@example.com";
    public const int LifetimeSeconds = 300;

    private readonly ArrayBufferWriter<byte> json = new(512);
    private readonly Utf8JsonWriter writer;
    private readonly byte[] random = new byte[1024];
    private int used = 1024;

    public KorePayload() => writer = new Utf8JsonWriter(json);

    /// <summary>The descriptor for the same claims.</summary>
    public static JwtDescriptor Descriptor { get; } = KoreAi.UserToken(ClientId, Subject);

    /// <summary>The claims now, valid until the next call.</summary>
    public ReadOnlySpan<byte> Write()
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        json.ResetWrittenCount();
        writer.Reset(json);
        writer.WriteStartObject();
        writer.WriteString("iss"u8, ClientId);
        writer.WriteString("sub"u8, Subject);
        writer.WriteString("aud"u8, KoreAi.Audience);
        writer.WriteNumber("iat"u8, now);
        writer.WriteNumber("exp"u8, now + LifetimeSeconds);
        Span<byte> id = stackalloc byte[22];
        Base64Url.EncodeToUtf8(NextId(), id);
        writer.WriteString("jti"u8, id);
        writer.WriteBoolean("isAnonymous"u8, false);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }

    private ReadOnlySpan<byte> NextId()
    {
        if (used == random.Length)
        {
            RandomNumberGenerator.Fill(random);
            used = 0;
        }

        return random.AsSpan((used += 16) - 16, 16);
    }
}
