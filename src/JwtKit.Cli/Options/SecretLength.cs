namespace JwtKit.Cli;

/// <summary>How long secrets must be.</summary>
internal static class SecretLength
{
    extension(SignatureAlgorithm algorithm)
    {
        /// <summary>As many bytes as the hash has (RFC 7518 section 3.2).</summary>
        public int LeastSecretLength => algorithm == SignatureAlgorithm.Hs256 ? 32 : algorithm == SignatureAlgorithm.Hs384 ? 48 : 64;
    }
}
