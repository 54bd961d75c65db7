namespace JwtKit;

/// <summary>Finds the policy's key for a token and verifies the signature with it. The token's <c>alg</c> and <c>kid</c> only ever rule keys out.</summary>
internal static class KeySelection
{
    public static TokenFailure? Verify(KnownKeys keys, in ParsedJws token, out VerificationKey? key)
    {
        key = null;
        bool isNamed = false;
        bool fitsAlgorithm = false;
        foreach (VerificationKey candidate in keys.Keys)
        {
            // Where keys are named, a token that names one means that one and no other; keys without a name are tried only where none has one.
            if (keys.AreNamed && token.Header.HasKeyId && !token.Header.KeyIdIs(candidate.Utf8KeyId))
            {
                continue;
            }

            isNamed = true;
            if (!token.Header.AlgorithmIs(candidate.Algorithm.Utf8Name))
            {
                continue;
            }

            fitsAlgorithm = true;
            if (token.IsSignedBy(candidate))
            {
                key = candidate;
                return null;
            }
        }

        return fitsAlgorithm ? Failures.InvalidSignature : Explain(keys, token.Header, isNamed);
    }

    private static TokenFailure Explain(KnownKeys keys, in JoseHeader header, bool isNamed) => isNamed
        ? new TokenFailure(
            TokenFailureCodes.AlgorithmMismatch,
            "The header's alg is that of none of the policy's keys.",
            string.Join(" or ", keys.Keys.Select(static key => key.Algorithm.Name).Distinct()),
            header.Algorithm)
        : new TokenFailure(
            TokenFailureCodes.UnknownKey,
            "The header's kid names none of the policy's keys.",
            string.Join(" or ", keys.Keys.Select(static key => key.KeyId).OfType<string>()),
            header.KeyId);
}
