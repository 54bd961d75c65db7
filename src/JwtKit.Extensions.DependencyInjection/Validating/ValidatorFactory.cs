namespace JwtKit;

/// <summary>Makes a validator's policy from its options, or says everything that is wrong with them.</summary>
/// <param name="path">The full configuration key of the validator.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="replayStore">Where one-time tokens are remembered.</param>
/// <param name="jwks">The fetched key sets of the host.</param>
internal sealed class ValidatorFactory(string path, ICollection<string> faults, IReplayStore replayStore, JwksResolvers jwks)
{
    /// <summary>The policy with the keys it owns; null after a fault.</summary>
    public ConfiguredPolicy? Make(ValidatorOptions options)
    {
        int before = faults.Count;
        if (options.Policy is { } made)
        {
            ValidatorSettings.NoteBesidePolicy(options, path, faults);
            return faults.Count == before ? Checked(made, []) : null;
        }

        List<IDisposable> owned = [];
        CheckRequired(options);
        ValidatorSettings.NoteKeySettings(options, path, faults);
        ValidatorKeys keyFactory = new(path, faults, jwks);
        VerificationKeys? keys = keyFactory.Make(options, owned);
        DecryptionKey? decryption = new DecryptionKeyFactory(path, faults).Make(options);
        if (decryption is not null)
        {
            owned.Add(decryption);
        }

        ConfiguredPolicy? policy = faults.Count == before ? Checked(PolicyOf(options, keys!, decryption), owned) : null;
        if (policy is null)
        {
            owned.ForEach(static key => key.Dispose());
        }

        return policy is null ? null : policy with { Skipped = keyFactory.Skipped };
    }

    private void CheckRequired(ValidatorOptions options)
    {
        if (options.Issuer is null)
        {
            Fault(nameof(options.Issuer), "is missing; the expected iss is needed.");
        }

        if (options.Audience is null)
        {
            Fault(nameof(options.Audience), "is missing; the expected aud is needed.");
        }

        if (options.Use is null)
        {
            Fault(nameof(options.Use), "is missing; write OneTime, or Reusable for tokens that may be used again until they expire.");
        }
        else if (!Enum.IsDefined(options.Use.Value))
        {
            Fault(nameof(options.Use), $"is {options.Use}; OneTime or Reusable is needed.");
        }
        else if (options.Use == ValidatorUse.Reusable && options.MaximumLifetime is not null)
        {
            Fault(nameof(options.MaximumLifetime), "has no effect with Use Reusable. Take it out.");
        }
        else if (options.MaximumLifetime < TimeSpan.FromSeconds(1) || options.MaximumLifetime > TimeSpan.FromDays(366))
        {
            Fault(nameof(options.MaximumLifetime), $"is {options.MaximumLifetime:c}; 1 second to 366 days are accepted.");
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(5))
        {
            Fault(nameof(options.ClockSkew), $"is {options.ClockSkew:c}; 0 to 5 minutes are accepted.");
        }
    }

    private ValidationPolicy PolicyOf(ValidatorOptions options, VerificationKeys keys, DecryptionKey? decryption)
    {
        ValidationPolicy policy = new()
        {
            Keys = keys,
            DecryptionKeys = decryption is null ? [] : [decryption],
            Issuer = options.Issuer!,
            Audience = options.Audience!,
            Use = options.Use == ValidatorUse.OneTime ? TokenUse.OneTime(replayStore, maximumLifetime: options.MaximumLifetime) : TokenUse.Reusable,
            MaximumKeysTried = options.MaximumKeysTried ?? KeyTries.Default,
            ClockSkew = options.ClockSkew ?? TimeSpan.FromSeconds(30),
            Type = options.Type,
            RequireSubject = options.RequireSubject,
            RequiredClaims = [.. options.RequiredClaims],
        };
        return policy;
    }

    /// <summary>What the settings above do not say, such as an empty name of a claim, the policy says itself.</summary>
    private ConfiguredPolicy? Checked(ValidationPolicy policy, List<IDisposable> owned)
    {
        try
        {
            _ = new JwtValidator(policy);
            return new ConfiguredPolicy(policy, owned);
        }
        catch (ArgumentException e)
        {
            faults.Add($"{path}: {e.Message}");
            return null;
        }
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}

/// <summary>A policy with those of its keys that came from configuration.</summary>
internal sealed record ConfiguredPolicy(ValidationPolicy Policy, IReadOnlyList<IDisposable> OwnedKeys) : IDisposable
{
    /// <summary>Keys of a set in the key file that are not used.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; init; } = [];

    public void Dispose()
    {
        foreach (IDisposable key in OwnedKeys)
        {
            key.Dispose();
        }
    }
}
