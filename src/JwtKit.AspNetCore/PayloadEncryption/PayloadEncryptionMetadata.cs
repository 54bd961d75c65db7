namespace JwtKit;

/// <summary>Marks an endpoint that takes and gives encrypted payloads only.</summary>
internal sealed record PayloadEncryptionMetadata(string Name, PayloadEncryptionOptions Options)
{
    /// <summary>How an endpoint is shown in lists and debuggers.</summary>
    public override string ToString() => $"PayloadEncryption ({Name})";
}
