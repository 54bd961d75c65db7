using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit.Benchmarks;

/// <summary>The least code that reads the claims of a token and compares issuer, audience and times.</summary>
internal sealed class KoreClaims
{
    private readonly byte[] issuer = Encoding.UTF8.GetBytes(KorePayload.ClientId);
    private readonly byte[] audience = Encoding.UTF8.GetBytes(KoreAi.Audience);

    /// <summary>The subject, if the claims are right.</summary>
    /// <exception cref="CryptographicException">They are not.</exception>
    public string Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string? subject = null;
        int passed = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sub"u8))
            {
                reader.Read();
                subject = reader.GetString();
            }
            else if (reader.ValueTextEquals("iss"u8))
            {
                reader.Read();
                passed += reader.ValueTextEquals(issuer) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("aud"u8))
            {
                reader.Read();
                passed += reader.ValueTextEquals(audience) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("exp"u8))
            {
                reader.Read();
                passed += reader.GetInt64() > now ? 1 : 0;
            }
            else if (reader.ValueTextEquals("iat"u8))
            {
                reader.Read();
                passed += reader.GetInt64() <= now + 30 ? 1 : 0;
            }
            else
            {
                reader.Skip();
            }
        }

        return passed == 4 && subject is not null ? subject : throw new CryptographicException("The claims of the floor are wrong.");
    }
}
