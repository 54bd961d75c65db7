using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>The JSON of a key file: one JWK, or a set of them.</summary>
internal static class JwkInput
{
    /// <summary>All keys of the text.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <exception cref="CryptographicException">It is neither, or a set with private keys.</exception>
    public static IReadOnlyList<Jwk> ReadAll(string json)
    {
        if (JwkSet.TryParse(json, out JwkSet? set, out JwkSetFault? fault))
        {
            return set.Keys.Count > 0 ? set.Keys : throw WithReasons("The JWK set holds no key that can be used.", set.Skipped);
        }

        return IsSet(json) ? throw new CryptographicException(fault.Description) : [Jwk.Parse(json)];
    }

    /// <summary>The set, if the text is one.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <exception cref="CryptographicException">It is meant as a set, and is none.</exception>
    public static JwkSet? ReadSet(string json) =>
        JwkSet.TryParse(json, out JwkSet? set, out JwkSetFault? fault) ? set
        : IsSet(json) ? throw new CryptographicException(fault.Description)
        : null;

    /// <summary>Says on standard error which keys of a set are not used.</summary>
    /// <param name="skipped">They, perhaps none.</param>
    public static void TellOf(IReadOnlyList<SkippedJwk> skipped)
    {
        if (skipped.Count > 0)
        {
            ErrorLine.Note($"Left out of the set: {skipped.Count} of its keys. {SkippedJwk.Describe(skipped)}");
        }
    }

    /// <summary>A message with the reasons of the keys that are left out.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="skipped">The keys, perhaps none.</param>
    public static CryptographicException WithReasons(string message, IReadOnlyList<SkippedJwk> skipped) =>
        new(skipped.Count == 0 ? message : $"{message} {Visible.Text(SkippedJwk.Describe(skipped))}");

    /// <summary>The key of the text, or that of a set which has the id.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <param name="keyId">Needed for a set with several keys.</param>
    /// <exception cref="CryptographicException">It is neither, or a set without that key.</exception>
    public static Jwk ReadOne(string json, string? keyId) => ReadAll(json) switch
    {
        [{ } only] when keyId is null || keyId == only.KeyId || !IsSet(json) => only,
        { } several => several.FirstOrDefault(key => keyId is not null && key.KeyId == keyId)
            ?? throw new CryptographicException(keyId is null
                ? $"The JWK set holds {several.Count} keys; --kid says which of them is meant."
                : "The JWK set holds no key with that key id."),
    };

    /// <summary>A JWK has no such member, so that the text is meant as a set, whatever is wrong with it.</summary>
    private static bool IsSet(string json) => json.Contains("\"keys\"", StringComparison.Ordinal);
}
