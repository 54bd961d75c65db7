namespace JwtKit;

/// <summary>Which keys of a JWK set count for verifying, and why the others do not. One rule for sets that are fetched, configured or given.</summary>
internal static class JwkSetKeys
{
    /// <summary>The keys that count, in the order of the set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="algorithms">At least one, none symmetric.</param>
    /// <param name="unnamed">What a key without <c>alg</c> is for; null where nothing says it.</param>
    /// <param name="previous">What is known from before: a key that is there again stays the same object, so that nothing is imported twice.</param>
    /// <param name="skipped">The other keys, those that the set has left out among them, in the order of the set.</param>
    public static List<VerificationKey> Choose(
        JwkSet set, IReadOnlyCollection<SignatureAlgorithm> algorithms, SignatureAlgorithm? unnamed, KnownKeys? previous, out IReadOnlyList<SkippedJwk> skipped)
    {
        List<VerificationKey> keys = [];
        List<SkippedJwk> others = [.. set.Skipped];
        foreach (Jwk jwk in set.Keys)
        {
            SignatureAlgorithm? algorithm = jwk.Algorithm is { } name ? algorithms.FirstOrDefault(candidate => candidate.Name == name) : unnamed;
            if (FaultOf(jwk, algorithm, algorithms) is { } fault)
            {
                others.Add(new SkippedJwk(jwk.Number, jwk.KeyId, jwk.KeyType, jwk.Algorithm, fault.Code, fault.Description));
                continue;
            }

            VerificationKey made = VerificationKey.FromJwk(jwk, algorithm);
            keys.Add(previous?.Keys.FirstOrDefault(known => AreSame(known, made)) ?? made);
        }

        others.Sort(static (first, second) => first.Number.CompareTo(second.Number));
        skipped = others.AsReadOnly();
        return keys;
    }

    private static (string Code, string Description)? FaultOf(Jwk jwk, SignatureAlgorithm? algorithm, IReadOnlyCollection<SignatureAlgorithm> algorithms) =>
        JwkUse.FaultOf(jwk, JwkAlgorithms.Signature, "verify") is { } fault ? (SkippedJwk.OtherPurpose, fault)
        : algorithm is not null ? null
        : jwk.Algorithm is { } name ? (SkippedJwk.OtherAlgorithm, $"The JWK's \"alg\" is {name}; {string.Join(" or ", algorithms)} is needed.")
        : (SkippedJwk.AlgorithmMissing, $"The JWK has no \"alg\", and nothing else says which one of {string.Join(", ", algorithms)} it is for.");

    private static bool AreSame(VerificationKey known, VerificationKey made) =>
        known.Algorithm == made.Algorithm && known.KeyId == made.KeyId && AreSame(known.PublicKey!.Numbers, made.PublicKey!.Numbers);

    private static bool AreSame(RsaModulus known, RsaModulus made) =>
        PublicBytes.AreEqual(known.Modulus, made.Modulus) && PublicBytes.AreEqual(known.Exponent, made.Exponent);
}
