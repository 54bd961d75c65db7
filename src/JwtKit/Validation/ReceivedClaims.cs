using System.Text.Json;

namespace JwtKit;

/// <summary>Where the registered claims stand in a received payload (RFC 7519 section 4.1), each of the JSON type it must have.</summary>
internal readonly struct ReceivedClaims
{
    /// <summary><c>iss</c>, or the alias that counts before it.</summary>
    public JsonRange Issuer { get; private init; }

    /// <summary><c>sub</c>, or the alias that counts before it.</summary>
    public JsonRange Subject { get; private init; }

    /// <summary>The name of the claim that <see cref="Subject"/> is, where that is an alias.</summary>
    public JsonRange SubjectName { get; private init; }

    public JsonRange Audience { get; private init; }

    /// <summary><c>jti</c>, or the alias that counts before it.</summary>
    public JsonRange TokenId { get; private init; }

    public long? Expires { get; private init; }

    public long? NotBefore { get; private init; }

    public long? IssuedAt { get; private init; }

    /// <summary>Reads the whole payload; null if it is what it must be.</summary>
    /// <param name="json">The decoded payload.</param>
    /// <param name="required">The names of claims that must be there, in UTF-8.</param>
    /// <param name="rules">The platform's aliases.</param>
    /// <param name="claims">The claims, if nothing failed.</param>
    public static TokenFailure? Read(ReadOnlySpan<byte> json, byte[][] required, ValidationRules rules, out ReceivedClaims claims)
    {
        JsonRange issuer = default, subject = default, audience = default, tokenId = default;
        JsonRange issuerAlias = default, subjectAlias = default, subjectAliasName = default, tokenIdAlias = default;
        JsonRange expires = default, notBefore = default, issuedAt = default;
        int missing = required.Length;
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            ulong name = reader.ShortName;
            if (name == ShortName.Issuer)
            {
                issuer = reader.Value;
            }
            else if (name == ShortName.Subject)
            {
                subject = reader.Value;
            }
            else if (name == ShortName.Audience)
            {
                audience = reader.Value;
            }
            else if (name == ShortName.Expires)
            {
                expires = reader.Value;
            }
            else if (name == ShortName.NotBefore)
            {
                notBefore = reader.Value;
            }
            else if (name == ShortName.IssuedAt)
            {
                issuedAt = reader.Value;
            }
            else if (name == ShortName.TokenId)
            {
                tokenId = reader.Value;
            }
            else if (IsAlias(in reader, rules.IssuerAlias))
            {
                issuerAlias = reader.Value;
            }
            else if (IsAlias(in reader, rules.SubjectAlias))
            {
                subjectAlias = reader.Value;
                subjectAliasName = reader.Name;
            }
            else if (IsAlias(in reader, rules.TokenIdAlias))
            {
                tokenIdAlias = reader.Value;
            }

            if (required.Length > 0 && IsOneOf(in reader, required))
            {
                missing--;
            }
        }

        claims = default;
        if (!reader.IsComplete || !IsText(issuer) || !IsText(subject) || !IsText(tokenId)
            || !IsText(issuerAlias) || !IsText(subjectAlias) || !IsText(tokenIdAlias) || !IsAudience(json, audience))
        {
            return Failures.InvalidClaims;
        }

        if (!TryReadTime(json, expires, out long? exp) || !TryReadTime(json, notBefore, out long? nbf) || !TryReadTime(json, issuedAt, out long? iat))
        {
            return Failures.InvalidTime;
        }

        claims = new ReceivedClaims
        {
            Issuer = issuerAlias.IsPresent ? issuerAlias : issuer,
            Subject = subjectAlias.IsPresent ? subjectAlias : subject,
            SubjectName = subjectAliasName,
            Audience = audience,
            TokenId = tokenIdAlias.IsPresent ? tokenIdAlias : tokenId,
            Expires = exp,
            NotBefore = nbf,
            IssuedAt = iat,
        };
        return missing == 0 ? null : Failures.ClaimMissing;
    }

    /// <summary>The audiences one by one, whether <c>aud</c> is a string or an array.</summary>
    public static AudienceReader AudiencesOf(ReadOnlySpan<byte> json, JsonRange audience) => new(json, audience);

    private static bool IsAlias(in StrictJsonReader reader, ReadOnlySpan<byte> alias) => !alias.IsEmpty && reader.NameEquals(alias);

    private static bool IsOneOf(in StrictJsonReader reader, byte[][] names)
    {
        foreach (byte[] name in names)
        {
            if (reader.NameEquals(name))
            {
                return reader.Value.Kind != JsonTokenType.Null;
            }
        }

        return false;
    }

    private static bool IsText(JsonRange value) => !value.IsPresent || value.Kind == JsonTokenType.String;

    private static bool IsAudience(ReadOnlySpan<byte> json, JsonRange audience)
    {
        if (audience.Kind != JsonTokenType.StartArray)
        {
            return IsText(audience);
        }

        AudienceReader audiences = AudiencesOf(json, audience);
        while (audiences.Next())
        {
            if (audiences.Current.Kind != JsonTokenType.String)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> json, JsonRange value, out long? seconds)
    {
        bool isAcceptable = NumericDate.TryRead(json, value, out long read);
        seconds = isAcceptable ? read : null;
        return isAcceptable || !value.IsPresent;
    }
}

/// <summary>Goes through <c>aud</c> (RFC 7519 section 4.1.3): a string is one audience, an array as many as it has elements.</summary>
internal ref struct AudienceReader
{
    private readonly JsonRange audience;
    private Utf8JsonReader reader;
    private bool isSingle;

    /// <param name="json">A payload that was read strictly.</param>
    /// <param name="audience">The claim's value in it; may be absent.</param>
    public AudienceReader(ReadOnlySpan<byte> json, JsonRange audience)
    {
        this.audience = audience;
        isSingle = audience.Kind == JsonTokenType.String;
        if (audience.Kind == JsonTokenType.StartArray)
        {
            reader = new Utf8JsonReader(audience.Raw(json));
            reader.Read();
        }
    }

    /// <summary>One audience, as a place in the payload.</summary>
    public JsonRange Current { get; private set; }

    public bool Next()
    {
        if (isSingle)
        {
            isSingle = false;
            Current = audience;
            return true;
        }

        if (audience.Kind != JsonTokenType.StartArray || !reader.Read() || reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        JsonRange element = JsonRange.Of(in reader);
        Current = element with { Start = audience.Start + element.Start };
        reader.Skip();
        return true;
    }
}
