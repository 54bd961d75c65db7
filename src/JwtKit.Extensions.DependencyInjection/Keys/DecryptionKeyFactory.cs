using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes the key that a validator's tokens are encrypted for, or says what is wrong with its settings.</summary>
/// <param name="path">The full configuration key of the validator.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
internal sealed class DecryptionKeyFactory(string path, ICollection<string> faults)
{
    /// <summary>The key; null where there is none, and after a fault.</summary>
    public DecryptionKey? Make(ValidatorOptions options)
    {
        if (options.DecryptionKeyFile is null)
        {
            NoteIdle(nameof(options.DecryptionKeyPassword), options.DecryptionKeyPassword);
            NoteIdle(nameof(options.DecryptionKeyId), options.DecryptionKeyId);
            NoteIdle(nameof(options.KeyManagement), options.KeyManagement);
            return null;
        }

        string name = options.KeyManagement ?? KeyManagement.RsaOaep.Name;
        if (!KeyManagement.TryParse(name, out KeyManagement? keyManagement) || keyManagement == KeyManagement.Direct || keyManagement.IsLegacy)
        {
            Fault(nameof(options.KeyManagement), $"{ShownValue.OfKeyManagement(name)} is not accepted; use {KeyManagement.RsaOaep} or {KeyManagement.RsaOaep256}, spelled exactly so. {KeyManagement.Rsa15} is switched on by code, in a policy of its own.");
            return null;
        }

        return Read(keyManagement, options.DecryptionKeyFile, options.DecryptionKeyPassword, options.DecryptionKeyId);
    }

    /// <summary>The key in a file, also for the legacy way; null after a fault.</summary>
    /// <param name="keyManagement">A way of key management that wraps with RSA.</param>
    /// <param name="file">PEM or PFX.</param>
    /// <param name="password">Its password, if it has one.</param>
    /// <param name="keyId">The <c>kid</c>, if it has one.</param>
    /// <param name="prefix">What the names of the three settings begin with.</param>
    public DecryptionKey? Read(KeyManagement keyManagement, string file, string? password, string? keyId, string prefix = "")
    {
        try
        {
            RsaPrivateKey privateKey = KeyFile.ReadPrivateKey(file, password);
            return keyManagement.IsLegacy ? DecryptionKey.Rsa15(privateKey, keyId) : DecryptionKey.FromPrivateKey(keyManagement, privateKey, keyId);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(prefix + nameof(ValidatorOptions.DecryptionKeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(prefix + (KeyFile.IsAboutPassword(e) ? nameof(ValidatorOptions.DecryptionKeyPassword) : nameof(ValidatorOptions.DecryptionKeyFile)), e.Message);
        }

        return null;
    }

    private void NoteIdle(string setting, string? value)
    {
        if (value is not null)
        {
            Fault(setting, $"has no effect without {nameof(ValidatorOptions.DecryptionKeyFile)}. Take it out.");
        }
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
