namespace JwtKit;

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
