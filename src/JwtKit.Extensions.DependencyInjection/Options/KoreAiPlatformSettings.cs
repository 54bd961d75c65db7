namespace JwtKit;

/// <summary>What the configuration says of the platform's own keys, which all apps encrypt for. Spelled as <see cref="ValidatorOptions"/> and <see cref="EnvelopeOptions"/> have it.</summary>
internal sealed record KoreAiPlatformSettings
{
    /// <summary>The full configuration key of the section.</summary>
    public required string Path { get; init; }

    /// <summary>What could not be read of it.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    public string? DecryptionKeyFile { get; init; }

    public string? DecryptionKeyPassword { get; init; }

    public string? DecryptionKeyId { get; init; }

    /// <summary>The key before this one, which still opens what apps encrypt for it.</summary>
    public string? RetiredDecryptionKeyFile { get; init; }

    public string? RetiredDecryptionKeyPassword { get; init; }

    public string? RetiredDecryptionKeyId { get; init; }

    /// <summary>The ways of key management by their exact names; RSA-OAEP where none is listed.</summary>
    public IReadOnlyList<string> KeyManagements { get; init; } = [];
}
