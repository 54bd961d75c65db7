using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Reads the key that an issuer announces, or says what is wrong with its settings.</summary>
/// <param name="path">The full configuration key of the issuer.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
internal sealed class NextKeyFactory(string path, ICollection<string> faults)
{
    /// <summary>The public half; null where none is announced, and after a fault.</summary>
    public Jwk? Make(IssuerOptions options, SignatureAlgorithm algorithm)
    {
        if (options.NextKeyFile is null)
        {
            NoteIdle(nameof(options.NextKeyPassword), options.NextKeyPassword);
            NoteIdle(nameof(options.NextKeyId), options.NextKeyId);
            return null;
        }

        string? currentId = options.KeyId ?? options.SigningKey?.KeyId;
        if (algorithm.IsSymmetric)
        {
            Fault(nameof(options.NextKeyFile), $"has no effect: {algorithm} has no public key to announce. Take it out.");
        }
        else if (options.NextKeyId is null)
        {
            Fault(nameof(options.NextKeyId), "is missing; the next key needs an id of its own.");
        }
        else if (options.NextKeyId == currentId)
        {
            Fault(nameof(options.NextKeyId), $"is {currentId}, as that of the current key; the next key needs an id of its own.");
        }
        else
        {
            return Read(options.NextKeyFile, options, algorithm);
        }

        return null;
    }

    private Jwk? Read(string file, IssuerOptions options, SignatureAlgorithm algorithm)
    {
        try
        {
            using SigningKey key = SigningKey.FromPrivateKey(algorithm, KeyFile.ReadPrivateKey(file, options.NextKeyPassword), options.NextKeyId);
            return key.VerificationKey.PublicJwk;
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.NextKeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(KeyFile.IsAboutPassword(e) ? nameof(options.NextKeyPassword) : nameof(options.NextKeyFile), e.Message);
        }

        return null;
    }

    private void NoteIdle(string setting, string? value)
    {
        if (value is not null)
        {
            Fault(setting, $"has no effect without {nameof(IssuerOptions.NextKeyFile)}. Take it out.");
        }
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
