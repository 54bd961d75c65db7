using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>The apps of the configuration, the platform's keys, and what of them could not be read.</summary>
internal sealed class KoreAiAppsOptions
{
    /// <summary>The full configuration key of the first section with apps, for messages about all of them.</summary>
    public string? Section { get; set; }

    /// <summary>The apps in the order of the configuration.</summary>
    public List<KoreAiAppSettings> Apps { get; } = [];

    public KoreAiPlatformSettings? Platform { get; set; }

    /// <summary>The tokens of the sections, each taken before its section was read.</summary>
    public List<IChangeToken> Tokens { get; } = [];

    /// <summary>What could not be read, and is about no single app.</summary>
    public List<string> Faults { get; } = [];
}

/// <summary>What the configuration says of an app, before its keys are made.</summary>
internal sealed record KoreAiAppSettings
{
    /// <summary>The full configuration key of the app.</summary>
    public required string Path { get; init; }

    /// <summary>What could not be read of it.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    /// <summary>All but how its tokens are checked.</summary>
    public required KoreAiAppRegistration Registration { get; init; }

    /// <summary>The keys that it signs with.</summary>
    public required ValidatorOptions Keys { get; init; }

    public bool? EnforceTokenId { get; init; }

    public bool? EnforceEncryption { get; init; }

    public bool? AllowUnlimitedApiTokens { get; init; }

    /// <summary>Whether anything is said about tokens; otherwise something else checks them.</summary>
    public bool SpeaksOfTokens =>
        (EnforceTokenId ?? EnforceEncryption ?? AllowUnlimitedApiTokens) is not null
        || Keys.AllowShortSecret
        || Keys.MaximumKeysTried is not null
        || Keys.SecretEncoding != SecretEncoding.Text
        || new[] { Keys.Algorithm, Keys.Secret, Keys.SecretFile, Keys.FormerSecret, Keys.FormerSecretFile, Keys.FormerKeyId, Keys.KeyFile, Keys.KeyId }.Any(static setting => setting is not null);
}

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
