using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Which keys of a published set count, as verification keys.</summary>
internal static class PublishedKeys
{
    /// <summary>The keys that are for these algorithms; null where there is none.</summary>
    /// <param name="set">The set.</param>
    /// <param name="algorithms">At least one, none symmetric.</param>
    /// <param name="previous">What is known from before: a key that is there again stays the same object, so that nothing is imported twice.</param>
    public static KnownKeys? Choose(JwkSet set, SignatureAlgorithm[] algorithms, KnownKeys? previous)
    {
        VerificationKey[] keys = [.. set.Keys.Select(jwk => Make(jwk, algorithms, previous)).OfType<VerificationKey>()];
        return keys.Length == 0 ? null
            : previous is not null && previous.Keys.AsSpan().SequenceEqual(keys, ReferenceEqualityComparer.Instance) ? previous
            : new KnownKeys(keys);
    }

    private static VerificationKey? Make(Jwk jwk, SignatureAlgorithm[] algorithms, KnownKeys? previous)
    {
        if (AlgorithmOf(jwk, algorithms) is not { } algorithm)
        {
            return null;
        }

        try
        {
            VerificationKey made = VerificationKey.FromJwk(jwk, algorithm);
            return previous?.Keys.FirstOrDefault(known => AreSame(known, made)) ?? made;
        }
        catch (CryptographicException)
        {
            // It is for something else, by use or key_ops.
            return null;
        }
    }

    /// <summary>The key's own; for a key that names none, the only one there is. Of several nothing would say which.</summary>
    private static SignatureAlgorithm? AlgorithmOf(Jwk jwk, SignatureAlgorithm[] algorithms) => jwk.Algorithm is { } name
        ? Array.Find(algorithms, algorithm => algorithm.Name == name)
        : algorithms.Length == 1 ? algorithms[0] : null;

    private static bool AreSame(VerificationKey known, VerificationKey made) =>
        known.Algorithm == made.Algorithm && known.KeyId == made.KeyId && AreSame(known.PublicKey!.Shape, made.PublicKey!.Shape);

    private static bool AreSame(RsaShape known, RsaShape made) =>
        PublicBytes.AreEqual(known.Modulus, made.Modulus) && PublicBytes.AreEqual(known.Exponent, made.Exponent);
}
