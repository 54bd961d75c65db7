using System.Text.Json;

namespace JwtKit;

/// <summary>Reads a <see cref="TokenHint"/> from a token that nobody has verified.</summary>
internal static class HintReader
{
    public const int MaximumLength = 256;

    /// <summary>Reads the hint of a token as it arrived: of an encrypted one only the outside can be read.</summary>
    public static TokenFailure? Read(string? token, out TokenHint hint)
    {
        if (CompactText.IsEncryptedForm(token))
        {
            return ReadOutside(token, out hint);
        }

        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            CompactFault fault = ParsedJws.Parse(token, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
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
            CompactFault fault = ParsedJws.Parse(opened.Text, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
            return Read(fault, in parsed, isEncrypted: true, out hint);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static TokenFailure? ReadOutside(string? token, out TokenHint hint)
    {
        CompactFault fault = ParsedJwe.Parse(token, Jwe.DefaultMaximumLength, out ParsedJwe? parsed);
        using (parsed)
        {
            hint = new TokenHint { IsEncrypted = true, KeyId = parsed?.KeyId, Algorithm = Bounded(parsed?.AlgorithmName) };
            return parsed is null ? Failures.Of(fault) : null;
        }
    }

    private static TokenFailure? Read(CompactFault fault, in ParsedJws parsed, bool isEncrypted, out TokenHint hint)
    {
        hint = default;
        if (fault != CompactFault.None)
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
