using System.Globalization;

namespace JwtKit.Cli;

/// <summary>How long secrets must be.</summary>
internal static class SecretLength
{
    extension(SignatureAlgorithm algorithm)
    {
        /// <summary>As many bytes as the hash has bits in its name (RFC 7518 section 3.2).</summary>
        public int LeastSecretLength => int.Parse(algorithm.Name.AsSpan(2), CultureInfo.InvariantCulture) / 8;
    }
}
