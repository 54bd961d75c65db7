namespace JwtKit;

/// <summary>
/// All settings of one entry as they are at one moment, and the digests of the files that they name. Two that are equal describe the same keys and rules, so
/// that what was made of the one serves for the other.
/// </summary>
/// <remarks>A key or policy that code has made counts as the same only where it is the same object. Immutable.</remarks>
internal sealed class EntrySettings : IEquatable<EntrySettings>
{
    private readonly object?[] values;
    private readonly string?[] digests;

    private EntrySettings(object?[] values, string[] files, Func<string, string?> digestOf)
    {
        this.values = values;
        Files = files;
        digests = [.. files.Select(digestOf)];
    }

    /// <summary>The files that the settings name.</summary>
    public IReadOnlyList<string> Files { get; }

    public static EntrySettings Of(IssuerOptions options, Func<string, string?> digestOf) => new(
        [
            options.Platform, options.Company, options.ClientId, options.Subject, options.Issuer, options.Audience,
            options.Secret, options.SecretFile, options.SecretEncoding, options.AllowShortSecret, options.KeyFile, options.KeyPassword, options.Algorithm, options.KeyId,
            options.NextKeyFile, options.NextKeyPassword, options.NextKeyId, options.Lifetime, options.TokenId, options.SigningKey,
            options.Encryption is not null, options.Encryption?.KeyFile, options.Encryption?.KeyId, options.Encryption?.KeyManagement, options.Encryption?.Content,
            options.Encryption?.OnRequest, options.Encryption?.EncryptionKey,
            options.Cors is not null, options.Cors?.AllowCredentials, .. options.Cors?.Origins ?? [],
        ],
        FilesOf(options),
        digestOf);

    public static EntrySettings Of(ValidatorOptions options, Func<string, string?> digestOf) => new([.. KeyOf(options), .. RestOf(options)], FilesOf(options), digestOf);

    public static EntrySettings Of(EnvelopeOptions options, Func<string, string?> digestOf) => new(
        [
            options.RecipientKeyFile, options.RecipientKeyId, options.RecipientKey, options.PrivateKeyFile, options.PrivateKeyPassword, options.KeyId,
            options.RetiredPrivateKeyFile, options.RetiredPrivateKeyPassword, options.RetiredKeyId, options.DecryptionKeys, options.KeyManagement,
            options.SharedKey, options.SharedKeyFile, options.SharedKeyEncoding, options.Format, options.MediaType, options.Context, options.BindContext, options.MaximumLength, options.CallerClaim,
            .. options.Callers.SelectMany(static caller => new object?[] { caller.Caller, caller.KeyFile, caller.KeyId, caller.EncryptionKey }),
        ],
        FilesOf(options),
        digestOf);

    /// <summary>Without its files, which the other package watches itself.</summary>
    public static EntrySettings Of(AddedEntries entries, string name) => new(entries.ValuesOf(name), [], static _ => null);

    /// <param name="options">The app.</param>
    /// <param name="hasPlatformKeys">Whether there is a key that the app may have to encrypt for. It counts where the app enforces encryption.</param>
    /// <param name="digestOf">The digest of a file.</param>
    public static EntrySettings Of(KoreAiAppSettings options, bool hasPlatformKeys, Func<string, string?> digestOf) => new(
        [
            hasPlatformKeys || options.EnforceEncryption != true, options.EnforceTokenId, options.EnforceEncryption, options.AllowUnlimitedApiTokens,
            options.Registration.ClientId, options.Registration.Name, options.Registration.EnforcePayloadEncryption,
            options.Registration.Grants.ArePublished, options.Registration.Grants.Scopes.Count, .. options.Registration.Grants.Scopes,
            options.Registration.Grants.Tables.Count, .. Flat(options.Registration.Grants.Tables), .. Flat(options.Registration.Grants.Views),
            .. KeyOf(options.Keys),
        ],
        FilesOf(options.Keys),
        digestOf);

    public static EntrySettings Of(KoreAiPlatformSettings? options, Func<string, string?> digestOf) => new(
        [
            options?.DecryptionKeyFile, options?.DecryptionKeyPassword, options?.DecryptionKeyId,
            options?.RetiredDecryptionKeyFile, options?.RetiredDecryptionKeyPassword, options?.RetiredDecryptionKeyId, .. options?.KeyManagements ?? [],
        ],
        FilesOf(options),
        digestOf);

    /// <summary>The files that the options name, but for those of added sections.</summary>
    public static IEnumerable<string> FilesOf(JwtKitOptions options) =>
        [.. options.Issuers.Values.SelectMany(FilesOf), .. options.Validators.Values.SelectMany(FilesOf), .. options.Envelopes.Values.SelectMany(FilesOf)];

    public static IEnumerable<string> FilesOf(KoreAiAppsOptions options) => [.. options.Apps.SelectMany(static app => FilesOf(app.Keys)), .. FilesOf(options.Platform)];

    public static string[] FilesOf(IssuerOptions options) => Named(options.SecretFile, options.KeyFile, options.NextKeyFile, options.Encryption?.KeyFile);

    public static string[] FilesOf(ValidatorOptions options) => Named(options.SecretFile, options.FormerSecretFile, options.KeyFile, options.DecryptionKeyFile);

    public static string[] FilesOf(EnvelopeOptions options) =>
        [.. Named(options.RecipientKeyFile, options.PrivateKeyFile, options.RetiredPrivateKeyFile, options.SharedKeyFile), .. options.Callers.Select(static caller => caller.KeyFile).OfType<string>()];

    public static string[] FilesOf(KoreAiPlatformSettings? options) => Named(options?.DecryptionKeyFile, options?.RetiredDecryptionKeyFile);

    /// <remarks>Both sides come from the operator, so that the time it takes tells nobody anything.</remarks>
    public bool Equals(EntrySettings? other) => other is not null && AreEqual(values, other.values) && AreEqual(digests, other.digests);

    public override bool Equals(object? obj) => Equals(obj as EntrySettings);

    public override int GetHashCode() => HashCode.Combine(values.Length, digests.Length);

    private static bool AreEqual(object?[] left, object?[] right) => left.Length == right.Length && !left.Where((value, index) => !Equals(value, right[index])).Any();

    private static string[] Named(params ReadOnlySpan<string?> files)
    {
        List<string> named = [];
        foreach (string? file in files)
        {
            if (file is not null)
            {
                named.Add(file);
            }
        }

        return [.. named];
    }

    private static object?[] KeyOf(ValidatorOptions options) =>
    [
        options.Algorithm, options.Secret, options.SecretFile, options.FormerSecret, options.FormerSecretFile, options.FormerKeyId,
        options.SecretEncoding, options.AllowShortSecret, options.KeyFile, options.KeyId, options.MaximumKeysTried,
    ];

    private static object?[] RestOf(ValidatorOptions options) =>
    [
        options.Issuer, options.Audience, options.Use, options.JwksUri, options.AllowHttpOnLoopback,
        options.DecryptionKeyFile, options.DecryptionKeyPassword, options.DecryptionKeyId, options.KeyManagement,
        options.ClockSkew, options.Type, options.RequireSubject, options.MaximumLifetime, options.Policy, .. options.RequiredClaims,
    ];

    private static IEnumerable<object?> Flat(IReadOnlyDictionary<string, KoreAiTableAccess> granted) => granted.SelectMany(static table => new object?[] { table.Key, table.Value });
}
