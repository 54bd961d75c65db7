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
            return set.Keys.Count > 0 ? set.Keys : throw new CryptographicException("The JWK set holds no key that can be used" + (set.Skipped is [{ } first, ..] ? ": " + first : "."));
        }

        // A JWK has no such member, so that the text is meant as a set, whatever is wrong with it.
        return json.Contains("\"keys\"", StringComparison.Ordinal) ? throw new CryptographicException(fault.Description) : [Jwk.Parse(json)];
    }

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

    private static bool IsSet(string json) => json.Contains("\"keys\"", StringComparison.Ordinal);
}
