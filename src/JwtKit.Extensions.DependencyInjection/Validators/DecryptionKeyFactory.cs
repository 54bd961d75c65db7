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
            Fault(nameof(options.KeyManagement), $"'{name}' is not accepted; use {KeyManagement.RsaOaep} or {KeyManagement.RsaOaep256}, spelled exactly so. {KeyManagement.Rsa15} is switched on by code, in a policy of its own.");
            return null;
        }

        try
        {
            return DecryptionKey.FromPrivateKey(keyManagement, KeyFiles.ReadPrivateKey(options.DecryptionKeyFile, options.DecryptionKeyPassword), options.DecryptionKeyId);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.DecryptionKeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(KeyFiles.IsAboutPassword(e) ? nameof(options.DecryptionKeyPassword) : nameof(options.DecryptionKeyFile), e.Message);
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
