namespace JwtKit;

/// <summary>In the features of a request to an endpoint with payload encryption.</summary>
public interface IPayloadEncryptionFeature
{
    /// <summary>The name of the payload encryption in the configuration.</summary>
    string Name { get; }

    /// <summary>
    /// The id of the key that the caller wants the answer encrypted for, as it stands in the request: 1 to 256 printable ASCII characters that prove nothing.
    /// Null if it names none.
    /// </summary>
    string? ResponseKeyId { get; }

    /// <summary>Whether the request had a body, which was encrypted and is open now.</summary>
    bool IsRequestDecrypted { get; }
}

/// <inheritdoc cref="IPayloadEncryptionFeature" />
internal sealed class PayloadEncryptionFeature(string name) : IPayloadEncryptionFeature
{
    public string Name => name;

    public string? ResponseKeyId { get; set; }

    public bool IsRequestDecrypted { get; set; }
}
