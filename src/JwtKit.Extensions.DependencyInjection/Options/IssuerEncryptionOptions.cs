namespace JwtKit;

/// <summary>How an issuer's tokens are encrypted for their platform after they are signed (RFC 7519 section 5.2).</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class IssuerEncryptionOptions
{
    /// <summary>A file with the platform's public key: the JWK that it shows, or PEM (public key or certificate).</summary>
    public string? KeyFile { get; set; }

    /// <summary>The outer <c>kid</c>; that of the JWK by default.</summary>
    public string? KeyId { get; set; }

    /// <summary>The outer <c>alg</c> by its exact name.</summary>
    /// <value>RSA-OAEP by default, or what the JWK names.</value>
    public string? KeyManagement { get; set; }

    /// <summary>The outer <c>enc</c> by its exact name.</summary>
    /// <value>A256GCM by default.</value>
    public string? Content { get; set; }

    /// <summary>Whether only those tokens are encrypted that are asked for so; otherwise all are.</summary>
    /// <value>False by default.</value>
    public bool OnRequest { get; set; }

    /// <summary>A key made by code, instead of the file. The caller disposes it.</summary>
    public EncryptionKey? EncryptionKey { get; set; }
}
