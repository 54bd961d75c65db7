using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes an issuer's key from the one place that its options name, or says what is wrong with that.</summary>
/// <param name="path">The full configuration key of the issuer.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
internal sealed class IssuerKeys(string path, ICollection<string> faults, bool hasSection)
{
    /// <summary>The key and whether the issuer owns it; null after a fault.</summary>
    public IssuerMaterial? Make(IssuerOptions options, SignatureAlgorithm algorithm)
    {
        (string Name, string? Value)[] given = [.. new (string Name, string? Value)[]
        {
            (nameof(options.Secret), options.Secret),
            (nameof(options.SecretFile), options.SecretFile),
            (nameof(options.KeyFile), options.KeyFile),
        }.Where(static source => source.Value is not null)];
        if (options.SigningKey is { } made && given.Length == 0)
        {
            CheckAgreement(nameof(options.Algorithm), options.Algorithm, made.Algorithm.Name);
            CheckAgreement(nameof(options.KeyId), options.KeyId, made.KeyId);
            return new IssuerMaterial(made, IsOwned: false);
        }

        string needed = algorithm.IsSymmetric ? nameof(options.Secret) : nameof(options.KeyFile);
        if (given.Length == 0)
        {
            string variable = $"{path}:{needed}".Replace(":", "__", StringComparison.Ordinal);
            Fault(needed, hasSection
                ? $"is missing; {algorithm} needs it. The environment can hold it, as {variable}{(algorithm.IsSymmetric ? ", or a file named by SecretFile" : string.Empty)}."
                : $"is missing; {algorithm} needs it, or {(algorithm.IsSymmetric ? "SecretFile, or " : string.Empty)}SigningKey.");
            return null;
        }

        if (given.Length > 1 || options.SigningKey is not null)
        {
            Fault(given[^1].Name, $"comes beside another key; one of Secret, SecretFile and KeyFile is needed, and {string.Join(", ", given.Select(static source => source.Name))} were found.");
            return null;
        }

        if (algorithm.IsSymmetric == (options.KeyFile is not null))
        {
            Fault(nameof(options.Algorithm), $"is {algorithm}, which needs {needed}; {given[0].Name} was found.");
            return null;
        }

        return Read(options, algorithm, given[0].Name);
    }

    private void CheckAgreement(string setting, string? value, string? ofKey)
    {
        if (value is not null && value != ofKey)
        {
            Fault(setting, "is another than that of SigningKey. Take it out here, or make the key with it.");
        }
    }

    private IssuerMaterial? Read(IssuerOptions options, SignatureAlgorithm algorithm, string source)
    {
        try
        {
            SigningKey key = algorithm.IsSymmetric
                ? SigningKey.FromSecret(algorithm, KeyFile.ReadSecret(options.Secret, options.SecretFile, options.SecretEncoding, options.AllowShortSecret), options.KeyId)
                : SigningKey.FromPrivateKey(algorithm, KeyFile.ReadPrivateKey(options.KeyFile!, options.KeyPassword), options.KeyId);
            return new IssuerMaterial(key, IsOwned: true);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.KeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(options.KeyFile is not null && KeyFile.IsAboutPassword(e) ? nameof(options.KeyPassword) : source, e.Message);
        }

        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
