namespace JwtKit;

/// <summary>Which kind of key serves which kind of algorithm.</summary>
internal static class KeyPurpose
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

    public static HmacScheme HmacOf(SignatureAlgorithm algorithm, Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        SecretStrength.Require(secret, algorithm.Name, algorithm.HashLength);
        return new HmacScheme(secret.Take(), algorithm);
    }
}
