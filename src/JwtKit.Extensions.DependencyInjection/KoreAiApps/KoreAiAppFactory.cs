namespace JwtKit;

/// <summary>Makes of an app's settings what its tokens are checked with, or says everything that is wrong with them.</summary>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="platformKeys">What all apps encrypt for.</param>
/// <param name="platformPath">The full configuration key of the section with those; null where the host has named none.</param>
/// <param name="replayStore">Where token ids are remembered.</param>
internal sealed class KoreAiAppFactory(ICollection<string> faults, IReadOnlyList<DecryptionKey> platformKeys, string? platformPath, IReplayStore replayStore)
{
    /// <summary>The keys of sets in key files that are not used, by the full configuration key of the file.</summary>
    public Dictionary<string, IReadOnlyList<SkippedJwk>> Skipped { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The app; null where something else checks its tokens, and after a fault.</summary>
    /// <param name="settings">The app's.</param>
    /// <param name="owned">Receives the keys that go with it.</param>
    public KoreAiApp? Make(KoreAiAppSettings settings, List<IDisposable> owned)
    {
        if (!settings.SpeaksOfTokens)
        {
            return null;
        }

        int before = faults.Count;
        ValidatorSettings.NoteKeySettings(settings.Keys, settings.Path, faults);
        NoteContradictions(settings);
        ValidatorKeys keyFactory = new(settings.Path, faults, jwks: null);
        VerificationKeys? keys = HasKeyOfItsAlgorithm(settings) ? keyFactory.Make(settings.Keys, owned) : null;
        Skipped[$"{settings.Path}:{nameof(settings.Keys.KeyFile)}"] = keyFactory.Skipped;
        return keys is null || faults.Count > before ? null : Checked(settings, new KoreAiApp
        {
            ClientId = settings.Registration.ClientId,
            Keys = keys,
            ReplayStore = replayStore,
            DecryptionKeys = platformKeys,
            MaximumKeysTried = settings.Keys.MaximumKeysTried ?? KeyTries.Default,
            EnforceTokenId = settings.EnforceTokenId ?? false,
            EnforceEncryption = settings.EnforceEncryption ?? false,
            AllowUnlimitedApiTokens = settings.AllowUnlimitedApiTokens ?? false,
        });
    }

    private void NoteContradictions(KoreAiAppSettings settings)
    {
        if (settings.EnforceEncryption == true && platformKeys.Count == 0)
        {
            Fault(settings, nameof(settings.EnforceEncryption), platformPath is null
                ? "needs the platform's private key; name its section in AddKoreAiApps(apps, platform)."
                : $"needs the platform's private key; {platformPath}:{nameof(KoreAiPlatformSettings.DecryptionKeyFile)} has none that can be used.");
        }

        if (settings is { EnforceTokenId: true, AllowUnlimitedApiTokens: true })
        {
            Fault(settings, nameof(settings.AllowUnlimitedApiTokens), $"allows nothing with {nameof(settings.EnforceTokenId)}, since a token with a jti needs an exp. Take one of them out.");
        }
    }

    /// <summary>Without an algorithm, and in all else, the keys' own factory says what is missing.</summary>
    private bool HasKeyOfItsAlgorithm(KoreAiAppSettings settings)
    {
        if (!SignatureAlgorithm.TryParse(settings.Keys.Algorithm, out SignatureAlgorithm? algorithm))
        {
            return true;
        }

        if (!KoreAi.SignatureAlgorithms.Contains(algorithm))
        {
            Fault(settings, nameof(settings.Keys.Algorithm), $"'{algorithm}' is not accepted by Kore.ai; use one of {string.Join(", ", KoreAi.SignatureAlgorithms)}.");
            return false;
        }

        if ((settings.Keys.Secret ?? settings.Keys.SecretFile ?? settings.Keys.KeyFile) is not null)
        {
            return true;
        }

        Fault(
            settings,
            algorithm.IsSymmetric ? nameof(settings.Keys.Secret) : nameof(settings.Keys.KeyFile),
            algorithm.IsSymmetric ? $"is missing; {algorithm} needs it, or {nameof(settings.Keys.SecretFile)}." : $"is missing; {algorithm} needs the public key that the app has registered.");
        return false;
    }

    /// <summary>What the settings above do not say, the policies say themselves.</summary>
    private KoreAiApp? Checked(KoreAiAppSettings settings, KoreAiApp app)
    {
        try
        {
            _ = new JwtValidator(KoreAi.ValidationPolicy(app));
            _ = new JwtValidator(KoreAi.ValidationPolicy(app, KoreAiTokenKind.Api));
            return app;
        }
        catch (ArgumentException e)
        {
            faults.Add($"{settings.Path}: {e.Message}");
            return null;
        }
    }

    private void Fault(KoreAiAppSettings settings, string setting, string text) => faults.Add($"{settings.Path}:{setting}: {text}");
}
