namespace JwtKit;

/// <summary>A public key that a caller has registered: answers to that caller are encrypted for it.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class EnvelopeCallerOptions
{
    /// <summary>Who the caller is: the value of the claim that <see cref="EnvelopeOptions.CallerClaim"/> names. Compared exactly.</summary>
    public string? Caller { get; set; }

    /// <summary>A file with the caller's public key: JWK, or PEM (public key or certificate).</summary>
    public string? KeyFile { get; set; }

    /// <summary>The <c>kid</c> by which the caller names the key; that of the JWK by default.</summary>
    public string? KeyId { get; set; }

    /// <summary>A key made by code, instead of the file. The caller disposes it.</summary>
    public EncryptionKey? EncryptionKey { get; set; }
}
