using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Which kind of key serves which kind of algorithm.</summary>
internal static class SignatureKeyRules
{
    public static void RequireSymmetric(SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (!algorithm.IsSymmetric)
        {
            throw new ArgumentException($"{algorithm} needs an RSA key; a shared secret serves the HMAC algorithms only.", nameof(algorithm));
        }
    }

    public static void RequireAsymmetric(SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.IsSymmetric)
        {
            throw new ArgumentException($"{algorithm} needs a shared secret; an RSA key serves the RSA algorithms only.", nameof(algorithm));
        }
    }

    /// <summary>The algorithms, each once.</summary>
    /// <exception cref="ArgumentException">There is none, one is null, or one is symmetric.</exception>
    public static SignatureAlgorithm[] RequireAsymmetric(IReadOnlyCollection<SignatureAlgorithm> algorithms)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        SignatureAlgorithm[] distinct = [.. algorithms.Distinct()];
        return distinct.Length == 0 || distinct.Contains(null)
            ? throw new ArgumentException("There is no algorithm, or one is null; at least one RSA algorithm is needed.", nameof(algorithms))
            : Array.Find(distinct, static algorithm => algorithm.IsSymmetric) is { } symmetric
                ? throw new ArgumentException(
                    $"{symmetric} needs a shared secret, which is never published; {string.Join(" or ", SignatureAlgorithm.All.Where(static algorithm => !algorithm.IsSymmetric))} is needed.",
                    nameof(algorithms))
                : distinct;
    }

    /// <summary>The algorithm under which a JWK signs or verifies: its own, or the caller's where it names none.</summary>
    /// <param name="jwk">The key.</param>
    /// <param name="algorithm">The caller's choice.</param>
    /// <param name="operation">The <c>key_ops</c> value that is needed: <c>sign</c> or <c>verify</c>.</param>
    /// <exception cref="CryptographicException">The key is for something else, or no algorithm is named.</exception>
    public static SignatureAlgorithm OfJwk(Jwk jwk, SignatureAlgorithm? algorithm, string operation)
    {
        ArgumentNullException.ThrowIfNull(jwk);
        JwkUse.Require(jwk, JwkAlgorithms.Signature, operation);
        SignatureAlgorithm? own = OwnAlgorithm(jwk);
        SignatureAlgorithm chosen = own ?? algorithm
            ?? throw new CryptographicException("The JWK names no algorithm (\"alg\"); say which one it serves, such as SignatureAlgorithm.Rs256.");
        if (algorithm is not null && algorithm != chosen)
        {
            throw new CryptographicException($"The JWK's \"alg\" is {own}, and {algorithm} was asked for; leave the choice to the key.");
        }

        return chosen.IsSymmetric == (jwk.PublicKey is null)
            ? chosen
            : throw new CryptographicException($"The JWK is of type {jwk.KeyType}, with which {chosen} does not work; HS algorithms need oct, RS algorithms RSA.");
    }

    public static HmacScheme HmacOf(SignatureAlgorithm algorithm, Secret secret)
    {
        SecretRules.Require(secret, algorithm.Name, algorithm.HashLength);
        return new HmacScheme(secret.Take(), algorithm);
    }

    private static SignatureAlgorithm? OwnAlgorithm(Jwk jwk) => jwk.Algorithm is null ? null
        : SignatureAlgorithm.TryParse(jwk.Algorithm, out SignatureAlgorithm? own) ? own
        : throw new CryptographicException(
            $"The JWK's \"alg\" {(JwkAlgorithms.IsKnown(jwk.Algorithm) ? $"is {jwk.Algorithm}" : "is one that is not supported")}; a key for signatures names one of {string.Join(", ", SignatureAlgorithm.All)}, or none.");
}
