using System.Text.Json;

namespace JwtKit;

/// <summary>Writes the claims of a descriptor as JSON (RFC 7519 section 3): registered claims first, then the others in their order.</summary>
internal static class PayloadWriter
{
    /// <summary>Checks the platform's rules and writes the claims into the scratch space.</summary>
    public static void Write(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TimeProvider timeProvider, TokenScratch scratch)
    {
        TokenTimes times = TokenTimes.Of(descriptor, timeProvider);
        IssuanceRules? rules = descriptor.Rules;
        rules?.Check(descriptor, algorithm, target, times);

        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        WriteText(writer, rules is null ? "iss"u8 : rules.IssuerClaim, descriptor.Issuer);
        WriteText(writer, rules is null ? "sub"u8 : rules.SubjectClaim, descriptor.Subject);
        WriteAudiences(writer, descriptor.Audiences);
        writer.WriteNumber("iat"u8, times.IssuedAt);
        if (times.NotBefore is { } notBefore)
        {
            writer.WriteNumber("nbf"u8, notBefore);
        }

        if (times.Expires is { } expires)
        {
            writer.WriteNumber("exp"u8, expires);
        }

        WriteTokenId(writer, rules is null ? "jti"u8 : rules.TokenIdClaim, descriptor.TokenId);
        descriptor.Claims.WriteTo(writer);
        writer.WriteEndObject();
        writer.Flush();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteAudiences(Utf8JsonWriter writer, AudienceList audiences)
    {
        if (audiences.Count == 1)
        {
            writer.WriteString("aud"u8, audiences[0]);
        }
        else if (audiences.Count > 1)
        {
            writer.WriteStartArray("aud"u8);
            foreach (string audience in audiences)
            {
                writer.WriteStringValue(audience);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteTokenId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TokenId tokenId)
    {
        if (ReferenceEquals(tokenId, TokenId.Generate))
        {
            Span<byte> id = stackalloc byte[RandomTokenId.Length];
            RandomTokenId.Write(id);
            writer.WriteString(name, id);
        }
        else
        {
            WriteText(writer, name, tokenId.Value);
        }
    }
}

/// <summary>The times of one token, in seconds since 1970 (RFC 7519 section 2).</summary>
internal readonly record struct TokenTimes(long IssuedAt, long? NotBefore, long? Expires)
{
    public static TokenTimes Of(JwtDescriptor descriptor, TimeProvider timeProvider)
    {
        long issuedAt = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        long? expires = descriptor.Lifetime.ExpiresAt(issuedAt);
        long? notBefore = descriptor.NotBefore?.ToUnixTimeSeconds();
        if (notBefore < 0 || notBefore >= expires)
        {
            throw new ArgumentException("NotBefore must lie after 1970 and before the end of the lifetime; the token would never be valid.");
        }

        return new TokenTimes(issuedAt, notBefore, expires);
    }

    /// <summary>The time from signing to expiry; null if the token has no end.</summary>
    public TimeSpan? Lifetime => Expires is { } expires ? TimeSpan.FromSeconds(expires - IssuedAt) : null;
}
