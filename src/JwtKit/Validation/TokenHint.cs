using System.Text.Json;

namespace JwtKit;

/// <summary>
/// What a token claims about itself before anything was verified: enough to look a policy up, nothing to act on. Each text is the sender's, at most 256
/// characters, and absent where the token has no such text.
/// </summary>
/// <remarks>Use it as a look-up key, compared ordinally; never in a path, a query text or a log line.</remarks>
public readonly record struct TokenHint
{
    /// <summary>Whether the token arrived encrypted. A policy for encrypted tokens has decryption keys, one for signed tokens has none.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The header's <c>kid</c>; that of the signed token inside, where the validator could open it, else that of the outside.</summary>
    public string? KeyId { get; init; }

    /// <summary>The header's <c>alg</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Kore.ai's <c>kore_iss</c>, which counts before <c>iss</c> there.</summary>
    public string? KoreIssuer { get; init; }

    /// <summary>Kore.ai's <c>appId</c>.</summary>
    public string? AppId { get; init; }

    /// <summary>Which of them are there, never what they say.</summary>
    public override string ToString() =>
        $"TokenHint (kid {Mark(KeyId)}, alg {Mark(Algorithm)}, iss {Mark(Issuer)}, kore_iss {Mark(KoreIssuer)}, appId {Mark(AppId)})";

    private static string Mark(string? text) => text is null ? "absent" : "present";
}

/// <summary>Reads a <see cref="TokenHint"/> from a token that nobody has verified.</summary>
internal static class HintReader
{
    public const int MaximumLength = 256;

    /// <summary>Reads the hint of a token as it arrived: of an encrypted one only the outside can be read.</summary>
    public static TokenFailure? Read(string? token, out TokenHint hint)
    {
        if (CompactToken.IsEncryptedForm(token))
        {
            return ReadOutside(token, out hint);
        }

        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            ParseFailure fault = ParsedJws.Parse(token, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
            return Read(fault, in parsed, isEncrypted: false, out hint);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>Reads the hint of the signed token inside an encrypted one.</summary>
    public static TokenFailure? ReadInside(OpenedToken opened, out TokenHint hint)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            ParseFailure fault = ParsedJws.Parse(opened.Text, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
            return Read(fault, in parsed, isEncrypted: true, out hint);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static TokenFailure? ReadOutside(string? token, out TokenHint hint)
    {
        ParseFailure fault = ParsedJwe.Parse(token, Jwe.DefaultMaximumLength, out ParsedJwe? parsed);
        using (parsed)
        {
            hint = new TokenHint { IsEncrypted = true, KeyId = parsed?.KeyId, Algorithm = Bounded(parsed?.AlgorithmName) };
            return parsed is null ? Failures.Of(fault) : null;
        }
    }

    private static TokenFailure? Read(ParseFailure fault, in ParsedJws parsed, bool isEncrypted, out TokenHint hint)
    {
        hint = default;
        if (fault != ParseFailure.None)
        {
            return Failures.Of(fault);
        }

        if (!parsed.TryDecodePayload(out byte[]? payload))
        {
            return Failures.Malformed;
        }

        string? issuer = null, koreIssuer = null, appId = null;
        StrictJsonReader reader = new(payload);
        while (reader.NextMember())
        {
            if (reader.NameEquals("iss"u8))
            {
                issuer = Bounded(payload, reader.Value);
            }
            else if (reader.NameEquals("kore_iss"u8))
            {
                koreIssuer = Bounded(payload, reader.Value);
            }
            else if (reader.NameEquals("appId"u8))
            {
                appId = Bounded(payload, reader.Value);
            }
        }

        hint = new TokenHint
        {
            IsEncrypted = isEncrypted,
            KeyId = parsed.Header.KeyId,
            Algorithm = Bounded(parsed.Header.Algorithm),
            Issuer = issuer,
            KoreIssuer = koreIssuer,
            AppId = appId,
        };
        return reader.IsComplete ? null : Failures.InvalidClaims;
    }

    private static string? Bounded(ReadOnlySpan<byte> json, JsonRange value) =>
        value.Kind == JsonTokenType.String ? Bounded(value.GetText(json)) : null;

    private static string? Bounded(string? text) => text?.Length <= MaximumLength ? text : null;
}
