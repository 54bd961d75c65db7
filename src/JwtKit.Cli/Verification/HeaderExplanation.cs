namespace JwtKit.Cli;

/// <summary>The checks of the header and the signature.</summary>
internal static class HeaderExplanation
{
    private static readonly string[] RefusedParameters = ["crit", "b64"];

    /// <summary>With these, the library looks at no signature, however right it may be.</summary>
    private static readonly string[] FaultsOfForm = [TokenFailureCodes.TooLong, TokenFailureCodes.Malformed, TokenFailureCodes.UnsupportedHeader];

    /// <param name="shown">The signed token, taken apart.</param>
    /// <param name="token">The signed token.</param>
    /// <param name="verification">How it is verified.</param>
    /// <param name="failure">The verdict.</param>
    /// <param name="checks">Receives the checks.</param>
    public static void Add(UnverifiedToken shown, string token, Verification verification, TokenFailure? failure, List<Check> checks)
    {
        string? algorithm = UnverifiedToken.TextOf(shown.Header, "alg");
        string expectedAlgorithm = string.Join(" or ", verification.Keys.Select(static key => key.Algorithm.Name).Distinct());
        bool fits = verification.Keys.Any(key => key.Algorithm.Name == algorithm);
        checks.Add(new Check("alg", expectedAlgorithm, algorithm, fits, fits ? null : "Whoever verifies says which algorithm, never the token: --alg."));

        string? keyId = UnverifiedToken.TextOf(shown.Header, "kid");
        string[] expectedIds = [.. verification.Keys.Select(static key => key.KeyId).OfType<string>()];
        bool isNamed = expectedIds.Length == 0 || keyId is null || expectedIds.Contains(keyId, StringComparer.Ordinal);
        checks.Add(new Check("kid", expectedIds.Length == 0 ? null : string.Join(" or ", expectedIds), keyId, expectedIds.Length == 0 ? null : isNamed));

        string? type = UnverifiedToken.TextOf(shown.Header, "typ");
        string expectedType = verification.Policy.Type ?? "JWT";
        bool isOfType = type is null ? verification.Policy.Type is null : IsSameType(type, expectedType);
        checks.Add(new Check("typ", verification.Policy.Type is null ? "JWT or none" : expectedType, type, isOfType));
        foreach (string name in RefusedParameters)
        {
            if (shown.Header.RootElement.TryGetProperty(name, out _))
            {
                checks.Add(new Check(name, "none", "present", false));
            }
        }

        string? obstacle = !(fits && isNamed) ? "alg or kid" : FaultsOfForm.Contains(failure?.Code, StringComparer.Ordinal) ? "the token's form" : null;
        AddSignature(token, verification, obstacle, checks);
    }

    private static void AddSignature(string token, Verification verification, string? obstacle, List<Check> checks)
    {
        string expected = verification.SecretEncoding is { } encoding ? $"that of the secret, taken as {encoding}" : "that of the key";
        if (obstacle is not null)
        {
            checks.Add(new Check("signature", expected, $"not looked at, because of {obstacle}", null));
            return;
        }

        bool isSigned = verification.Keys.Any(key => Jws.TryVerify(token, key, out _));
        checks.Add(new Check("signature", expected, isSigned ? "the same" : "another one", isSigned, isSigned ? null : OtherEncodings.Note(token, verification)));
    }

    /// <summary>As media types (RFC 7515 section 4.1.9): case does not count, nor does a leading <c>application/</c>.</summary>
    private static bool IsSameType(string found, string expected) => string.Equals(Bare(found), Bare(expected), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string type) => type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type["application/".Length..] : type;
}
