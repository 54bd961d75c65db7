namespace JwtKit;

/// <summary>Which keys may serve envelopes: RSA with OAEP, or a shared key of 32 bytes.</summary>
internal static class EnvelopeKeyRule
{
    /// <exception cref="ArgumentException">The key is for RSA1_5, or is a shared one of another length.</exception>
    public static void Require(EncryptionKey key, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(key, parameterName);
        Require(key.KeyManagement, key.SharedLength, parameterName);
    }

    /// <inheritdoc cref="Require(EncryptionKey, string)" />
    public static void Require(DecryptionKey key, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(key, parameterName);
        Require(key.KeyManagement, key.SharedLength, parameterName);
    }

    private static void Require(KeyManagement keyManagement, int? sharedLength, string parameterName)
    {
        if (keyManagement.IsLegacy)
        {
            throw new ArgumentException(
                $"The key is for {keyManagement}, which envelopes do not use; {KeyManagement.RsaOaep256}, {KeyManagement.RsaOaep} or {KeyManagement.Direct} is needed.", parameterName);
        }

        if (sharedLength is { } length and not MessageKey.MaterialLength)
        {
            throw new ArgumentException($"The shared key has {length} bytes; an envelope needs exactly {MessageKey.MaterialLength} (AES-256).", parameterName);
        }
    }
}
