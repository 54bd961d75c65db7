using System.Text;
using System.Text.Json;

namespace JwtKit.Benchmarks;

/// <summary>The least code that reads the header and the claims of a token with the platform's reader, and compares algorithm, type, issuer, audience and times.</summary>
internal sealed class KoreClaims(string algorithm)
{
    private readonly byte[] algorithm = Encoding.UTF8.GetBytes(algorithm);
    private readonly byte[] issuer = Encoding.UTF8.GetBytes(KorePayload.ClientId);
    private readonly byte[] audience = Encoding.UTF8.GetBytes(KoreAi.Audience);

    /// <summary>Whether the header names algorithm and type, in whatever order.</summary>
    public bool AcceptHeader(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        int passed = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("alg"u8))
            {
                reader.Read();
                passed += reader.ValueTextEquals(algorithm) ? 1 : 0;
            }
            else if (reader.ValueTextEquals("typ"u8))
            {
                reader.Read();
                passed += reader.ValueTextEquals("JWT"u8) ? 1 : 0;
            }
            else
            {
                reader.Skip();
            }
        }

        return passed == 2;
    }

    /// <summary>Whether the claims are right.</summary>
    public bool Accept(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        bool hasSubject = false;
        int passed = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sub"u8))
            {
                reader.Read();
                hasSubject = reader.TokenType == JsonTokenType.String;
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

        return passed == 4 && hasSubject;
    }
}
