namespace JwtKit;

/// <summary>Makes an issuer from its options, or says everything that is wrong with them.</summary>
/// <param name="path">The full configuration key of the issuer.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
internal sealed class IssuerFactory(string path, ICollection<string> faults, bool hasSection)
{
    /// <summary>A hundred years: beyond any use, and before any date that a token cannot say.</summary>
    private const int MaximumLifetimeDays = 36500;

    /// <summary>The key and whether the issuer owns it; null after a fault.</summary>
    public IssuerMaterial? Check(IssuerOptions options)
    {
        int before = faults.Count;
        IssuerProfile profile = IssuerProfile.Of(options.Platform);
        CheckNames(options, profile);
        CheckLifetime(options, profile);
        CorsCheck.NoteFaults(options.Cors, $"{path}:{nameof(options.Cors)}", faults);
        SignatureAlgorithm? algorithm = FindAlgorithm(options, profile);
        IssuerMaterial? key = algorithm is null ? null : new IssuerKeys(path, faults, hasSection).Make(options, algorithm);
        IssuerEncryption? encryption = new IssuerEncryptionFactory($"{path}:{nameof(options.Encryption)}", faults, hasSection).Make(options.Encryption, profile);
        Jwk? next = algorithm is null ? null : new NextKeyFactory(path, faults).Make(options, algorithm);
        if (faults.Count == before)
        {
            return key! with { Encryption = encryption, Next = next };
        }

        key?.Dispose();
        encryption?.Dispose();
        return null;
    }

    private void CheckNames(IssuerOptions options, IssuerProfile profile)
    {
        (string Name, string? Value)[] settings =
        [
            (nameof(options.Company), options.Company),
            (nameof(options.ClientId), options.ClientId),
            (nameof(options.Subject), options.Subject),
            (nameof(options.Issuer), options.Issuer),
            (nameof(options.Audience), options.Audience),
        ];
        foreach ((string name, string? value) in settings)
        {
            if (string.IsNullOrEmpty(value) && profile.Required.Contains(name))
            {
                Fault(name, $"is missing; {Describe(profile)} needs it.");
            }
            else if (value is not null && !profile.Required.Contains(name) && !profile.Optional.Contains(name))
            {
                Fault(name, $"has no effect for {Describe(profile)}; it takes {string.Join(", ", profile.Required.Concat(profile.Optional))}. Take it out, or set Platform.");
            }
        }
    }

    private void CheckLifetime(IssuerOptions options, IssuerProfile profile)
    {
        if ((options.Lifetime ?? profile.DefaultLifetime) is not { } lifetime)
        {
            Fault(nameof(options.Lifetime), "is missing; write hours:minutes:seconds, such as 00:05:00.");
        }
        else if (lifetime < TimeSpan.FromSeconds(1))
        {
            Fault(nameof(options.Lifetime), $"is {lifetime:c}; at least one second is needed.");
        }
        else if (lifetime > TimeSpan.FromDays(MaximumLifetimeDays))
        {
            Fault(nameof(options.Lifetime), $"is {lifetime.Days} days; at most {MaximumLifetimeDays} are accepted.");
        }
        else if ((options.TokenId ?? profile.DefaultTokenId) && lifetime > profile.MaximumLifetimeWithTokenId)
        {
            Fault(
                nameof(options.Lifetime),
                $"is {lifetime.TotalHours:0.##} hours; {Describe(profile)} refuses tokens with a jti that live longer than 1 hour. Use 01:00:00 or less, or set TokenId to false.");
        }
    }

    private SignatureAlgorithm? FindAlgorithm(IssuerOptions options, IssuerProfile profile)
    {
        if (options.SigningKey is { } made)
        {
            return Accepted(made.Algorithm, profile, nameof(options.SigningKey));
        }

        if (options.Algorithm is null)
        {
            return options.KeyFile is null ? SignatureAlgorithm.Hs256 : Accepted(SignatureAlgorithm.Rs256, profile, nameof(options.KeyFile));
        }

        if (!SignatureAlgorithm.TryParse(options.Algorithm, out SignatureAlgorithm? algorithm))
        {
            Fault(nameof(options.Algorithm), $"{ShownValue.OfAlgorithm(options.Algorithm)} is not known; use one of {string.Join(", ", profile.Algorithms)}, spelled exactly so.");
            return null;
        }

        return Accepted(algorithm, profile, nameof(options.Algorithm));
    }

    private SignatureAlgorithm? Accepted(SignatureAlgorithm algorithm, IssuerProfile profile, string setting)
    {
        if (profile.Algorithms.Contains(algorithm))
        {
            return algorithm;
        }

        Fault(setting, $"makes {algorithm} tokens; {Describe(profile)} accepts {string.Join(", ", profile.Algorithms)}.");
        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");

    private static string Describe(IssuerProfile profile) =>
        profile.Platform == TokenPlatform.None ? "an issuer without a Platform" : $"Platform {profile.Platform}";
}
