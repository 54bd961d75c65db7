using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes a validator's keys from the one place that its options name, or says what is wrong with that.</summary>
/// <param name="path">The full configuration key of the validator.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="jwks">The fetched key sets of the host; null where keys are not fetched.</param>
internal sealed class ValidatorKeys(string path, ICollection<string> faults, JwksResolvers? jwks)
{
    private readonly string places = jwks is null ? "KeyFile, Secret and SecretFile" : "KeyFile, JwksUri, Secret and SecretFile";

    /// <summary>The keys of a set in the key file that are not used, once it was read.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; private set; } = [];

    /// <summary>The keys; null after a fault.</summary>
    /// <param name="options">The validator's.</param>
    /// <param name="owned">Receives the keys that go with the validator.</param>
    public VerificationKeys? Make(ValidatorOptions options, List<IDisposable> owned)
    {
        (string Name, string? Value)[] given = [.. new (string Name, string? Value)[]
        {
            (nameof(options.Secret), options.Secret),
            (nameof(options.SecretFile), options.SecretFile),
            (nameof(options.KeyFile), options.KeyFile),
            (nameof(options.JwksUri), options.JwksUri),
        }.Where(static source => source.Value is not null)];
        if (given.Length != 1)
        {
            Fault(
                given.Length == 0 ? nameof(options.KeyFile) : given[^1].Name,
                given.Length == 0
                    ? $"is missing; one of {places} is needed."
                    : $"comes beside another key; one of {places} is needed, and {string.Join(", ", given.Select(static source => source.Name))} were found.");
            return null;
        }

        bool isSecret = options.Secret is not null || options.SecretFile is not null;
        SignatureAlgorithm? algorithm = AlgorithmOf(options, isSecret, given[0].Name);
        if (algorithm is null)
        {
            return null;
        }

        if (new FormerSecretFactory(path, faults).Make(options, algorithm) is { } former)
        {
            owned.Add(former);
            return Read(options, algorithm, given[0].Name, owned, [former]);
        }

        return Read(options, algorithm, given[0].Name, owned, []);
    }

    private SignatureAlgorithm? AlgorithmOf(ValidatorOptions options, bool isSecret, string source)
    {
        string name = options.Algorithm ?? (isSecret ? SignatureAlgorithm.Hs256 : SignatureAlgorithm.Rs256).Name;
        if (!SignatureAlgorithm.TryParse(name, out SignatureAlgorithm? algorithm))
        {
            Fault(nameof(options.Algorithm), $"{ShownValue.OfAlgorithm(name)} is not known; use one of {string.Join(", ", SignatureAlgorithm.All)}, spelled exactly so.");
            return null;
        }

        if (algorithm.IsSymmetric == isSecret)
        {
            return algorithm;
        }

        Fault(nameof(options.Algorithm), $"is {algorithm}, which needs {(algorithm.IsSymmetric ? nameof(options.Secret) : nameof(options.KeyFile))}; {source} was found.");
        return null;
    }

    private VerificationKeys? Read(ValidatorOptions options, SignatureAlgorithm algorithm, string source, List<IDisposable> owned, VerificationKey[] former)
    {
        try
        {
            if (options.JwksUri is not null && jwks is not null)
            {
                return jwks.Find(options.JwksUri, algorithm, options.AllowHttpOnLoopback);
            }

            IReadOnlyList<SkippedJwk> skipped = [];
            IReadOnlyList<VerificationKey> keys = algorithm.IsSymmetric
                ? [VerificationKey.FromSecret(algorithm, KeyFile.ReadSecret(options.Secret, options.SecretFile, options.SecretEncoding, options.AllowShortSecret), options.KeyId)]
                : KeyFile.ReadVerificationKeys(options.KeyFile!, algorithm, options.KeyId, out skipped);
            owned.AddRange(keys);
            Skipped = skipped;
            return VerificationKeys.From([.. keys, .. former], skipped);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.KeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(source, e.Message);
        }

        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
