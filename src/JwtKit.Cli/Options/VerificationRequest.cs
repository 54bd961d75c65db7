namespace JwtKit.Cli;

/// <summary>How a token is to be verified, read from the options of a call.</summary>
/// <param name="Policy">What the library is asked.</param>
/// <param name="Keys">The keys of the policy.</param>
/// <param name="DecryptionKey">The key that opens it; null where it must not be encrypted.</param>
/// <param name="Platform">Whose rules hold.</param>
/// <param name="ClientId">Kore.ai's Client ID; null for other tokens.</param>
/// <param name="Clock">The moment for which the times are judged.</param>
/// <param name="ExpirySkew">The skew for <c>exp</c>.</param>
/// <param name="Skew">The skew for <c>nbf</c> and <c>iat</c>.</param>
internal sealed record VerificationRequest(
    ValidationPolicy Policy,
    IReadOnlyList<VerificationKey> Keys,
    DecryptionKey? DecryptionKey,
    PlatformRules Platform,
    string? ClientId,
    TimeProvider Clock,
    TimeSpan ExpirySkew,
    TimeSpan Skew) : IDisposable
{
    /// <summary>The written form of the secret, to find out which encoding was meant; null where the key is no secret.</summary>
    public string? SecretText { get; init; }

    /// <summary>How the call says that the secret is written.</summary>
    public string? SecretEncoding { get; init; }

    /// <summary>Whether a <c>jti</c> must be there.</summary>
    public bool RequiresTokenId { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (VerificationKey key in Keys)
        {
            key.Dispose();
        }

        DecryptionKey?.Dispose();
    }
}

/// <summary>Whose rules a token is verified by.</summary>
internal enum PlatformRules
{
    /// <summary>Those of the standard and the options of the call.</summary>
    None,

    /// <summary>Kore.ai's for SDK users.</summary>
    KoreUser,

    /// <summary>Kore.ai's for its public APIs.</summary>
    KoreApi,

    /// <summary>CCAI Platform's.</summary>
    Ccai,
}
