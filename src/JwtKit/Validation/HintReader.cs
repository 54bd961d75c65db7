using System.Text.Json;

namespace JwtKit;

/// <summary>Reads a <see cref="TokenHint"/> from a token that nobody has verified.</summary>
internal static class HintReader
{
    public const int MaximumLength = 256;

    /// <summary>False if the payload is not one strict JSON object.</summary>
    public static bool TryRead(in JoseHeader header, ReadOnlySpan<byte> payload, out TokenHint hint)
    {
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
            KeyId = header.KeyId,
            Algorithm = Bounded(header.Algorithm),
            Issuer = issuer,
            KoreIssuer = koreIssuer,
            AppId = appId,
        };
        return reader.IsComplete;
    }

    private static string? Bounded(ReadOnlySpan<byte> json, JsonRange value) =>
        value.Kind == JsonTokenType.String ? Bounded(value.GetText(json)) : null;

    private static string? Bounded(string? text) => text?.Length <= MaximumLength ? text : null;
}
