namespace JwtKit;

/// <inheritdoc cref="IPayloadEncryptionFeature" />
internal sealed class PayloadEncryptionFeature(string name) : IPayloadEncryptionFeature
{
    public string Name => name;

    public string? ResponseKeyId { get; set; }

    public bool IsRequestDecrypted { get; set; }
}
