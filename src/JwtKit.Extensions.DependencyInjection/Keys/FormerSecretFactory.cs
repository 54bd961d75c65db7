using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes the second key of a validator whose shared secret is being changed, or says what is wrong with its settings.</summary>
/// <param name="path">The full configuration key of the validator.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
internal sealed class FormerSecretFactory(string path, ICollection<string> faults)
{
    /// <summary>The key; null where there is none, and after a fault.</summary>
    /// <param name="options">The validator's.</param>
    /// <param name="algorithm">That of the current secret; null where the validator has none.</param>
    public VerificationKey? Make(ValidatorOptions options, SignatureAlgorithm? algorithm)
    {
        string? setting = options.FormerSecretFile is not null ? nameof(options.FormerSecretFile) : options.FormerSecret is not null ? nameof(options.FormerSecret) : null;
        if (setting is null)
        {
            if (options.FormerKeyId is not null)
            {
                Fault(nameof(options.FormerKeyId), $"has no effect without {nameof(options.FormerSecret)} or {nameof(options.FormerSecretFile)}. Take it out.");
            }
        }
        else if (algorithm is not { IsSymmetric: true })
        {
            Fault(setting, $"has no effect without {nameof(options.Secret)} or {nameof(options.SecretFile)}. Take it out.");
        }
        else if (options.FormerSecret is not null && options.FormerSecretFile is not null)
        {
            Fault(setting, $"comes beside {nameof(options.FormerSecret)}; take one of them out.");
        }
        else if (options.FormerKeyId is not null && options.FormerKeyId == options.KeyId)
        {
            Fault(nameof(options.FormerKeyId), "is that of the current secret; each needs its own, or none.");
        }
        else
        {
            return Read(options, algorithm, setting);
        }

        return null;
    }

    private VerificationKey? Read(ValidatorOptions options, SignatureAlgorithm algorithm, string setting)
    {
        try
        {
            return VerificationKey.FromSecret(
                algorithm, KeyFile.ReadSecret(options.FormerSecret, options.FormerSecretFile, options.SecretEncoding, options.AllowShortSecret), options.FormerKeyId);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.FormerKeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(setting, e.Message);
        }

        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
