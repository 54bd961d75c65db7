namespace JwtKit;

/// <summary>Finds the policy's key for a token and verifies the signature with it. The token's <c>alg</c> and <c>kid</c> only ever rule keys out.</summary>
internal static class KeySelection
{
    /// <param name="keys">The policy's.</param>
    /// <param name="token">The token.</param>
    /// <param name="maximumTries">How many keys are tried for a token that names none.</param>
    /// <param name="key">The key that verified the signature.</param>
    public static TokenFailure? Verify(KnownKeys keys, in ParsedJws token, int maximumTries, out VerificationKey? key)
    {
        // Where keys are named, a token that names one means that one and no other; keys without a name are tried only where none has one.
        if (keys.AreNamed && token.Header.HasKeyId)
        {
            return VerifyNamed(keys, in token, out key);
        }

        key = null;
        ReadOnlySpan<VerificationKey> fitting = keys.For(token.Header);
        foreach (VerificationKey candidate in fitting[..Math.Min(fitting.Length, maximumTries)])
        {
            if (token.IsSignedBy(candidate))
            {
                key = candidate;
                return null;
            }
        }

        return fitting.IsEmpty ? Mismatch(keys, token.Header)
            : fitting.Length > maximumTries ? Failures.TooManyKeys(maximumTries, "verifies the signature")
            : Failures.InvalidSignature;
    }

    private static TokenFailure? VerifyNamed(KnownKeys keys, in ParsedJws token, out VerificationKey? key)
    {
        key = null;
        if (keys.Find(in token) is not { } named)
        {
            return new TokenFailure(
                TokenFailureCodes.UnknownKey,
                WithReason("The header's kid names none of the policy's keys.", SkippedJwk.Find(keys.Skipped, in token.Header)),
                keys.KeyIds,
                token.Header.KeyId);
        }

        if (!token.Header.AlgorithmIs(named.Algorithm.Utf8Name))
        {
            return Mismatch(keys, token.Header);
        }

        if (!token.IsSignedBy(named))
        {
            return Failures.InvalidSignature;
        }

        key = named;
        return null;
    }

    private static TokenFailure Mismatch(KnownKeys keys, in JoseHeader header) => new(
        TokenFailureCodes.AlgorithmMismatch,
        WithReason("The header's alg is that of none of the policy's keys.", SkippedOf(keys.Skipped, header.Algorithm)),
        keys.Algorithms,
        header.Algorithm);

    private static SkippedJwk? SkippedOf(IReadOnlyList<SkippedJwk> skipped, string? algorithm) =>
        skipped.FirstOrDefault(key => key.Algorithm is not null && key.Algorithm == algorithm);

    private static string WithReason(string description, SkippedJwk? skipped) =>
        skipped is null ? description : $"{description} The set of keys has such a key, which is not used. {skipped}";
}
