using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes an issuer's encryption from its options, or says everything that is wrong with them.</summary>
/// <param name="path">The full configuration key of the encryption.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
internal sealed class IssuerEncryptionFactory(string path, ICollection<string> faults, bool hasSection)
{
    /// <summary>The target and whether the issuer owns its key; null where nothing is encrypted, and after a fault.</summary>
    public IssuerEncryption? Make(IssuerEncryptionOptions? options, IssuerProfile profile)
    {
        if (options is null)
        {
            return null;
        }

        if (profile.KeyManagements.Count == 0)
        {
            faults.Add($"{path}: has no effect: Platform {profile.Platform} takes signed tokens only. Take it out.");
            return null;
        }

        int before = faults.Count;
        ContentEncryption? content = ContentOf(options, profile);
        (EncryptionKey Key, bool IsOwned)? made = content is null ? null : KeyOf(options, profile);
        if (made is { } found && faults.Count == before)
        {
            return new IssuerEncryption(found.Key.Using(content!), found.IsOwned, options.OnRequest);
        }

        if (made is { IsOwned: true } unused)
        {
            unused.Key.Dispose();
        }

        return null;
    }

    private ContentEncryption? ContentOf(IssuerEncryptionOptions options, IssuerProfile profile)
    {
        string name = options.Content ?? ContentEncryption.A256Gcm.Name;
        if (ContentEncryption.TryParse(name, out ContentEncryption? content) && profile.ContentEncryptions.Contains(content))
        {
            return content;
        }

        Fault(nameof(options.Content), $"{ShownValue.Of(name, profile.ContentEncryptions.Select(static known => known.Name))} is not accepted; use one of {string.Join(", ", profile.ContentEncryptions)}, spelled exactly so.");
        return null;
    }

    private (EncryptionKey Key, bool IsOwned)? KeyOf(IssuerEncryptionOptions options, IssuerProfile profile)
    {
        KeyManagement? keyManagement = null;
        if (options.KeyManagement is { } name && !KeyManagement.TryParse(name, out keyManagement))
        {
            Fault(nameof(options.KeyManagement), $"{ShownValue.OfKeyManagement(name)} is not known; use one of {string.Join(", ", profile.KeyManagements)}, spelled exactly so.");
            return null;
        }

        if (options.EncryptionKey is { } made)
        {
            return Accepted(made, isOwned: false, profile);
        }

        if (options.KeyFile is null)
        {
            Fault(nameof(options.KeyFile), $"is missing; a file with the platform's public key is needed, as JWK or PEM{(hasSection ? $". The environment can name it, as {path.Replace(":", "__", StringComparison.Ordinal)}__{nameof(options.KeyFile)}" : $", or {nameof(options.EncryptionKey)}")}.");
            return null;
        }

        try
        {
            return Accepted(KeyFile.ReadEncryptionKey(options.KeyFile, keyManagement, options.KeyId), isOwned: true, profile);
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(nameof(options.KeyId), "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (ArgumentException e) when (e.ParamName == "keyManagement")
        {
            Fault(nameof(options.KeyManagement), $"'{keyManagement}' is not accepted; use one of {string.Join(", ", profile.KeyManagements)}, spelled exactly so.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(nameof(options.KeyFile), e.Message);
        }

        return null;
    }

    private (EncryptionKey Key, bool IsOwned)? Accepted(EncryptionKey key, bool isOwned, IssuerProfile profile)
    {
        int before = faults.Count;
        if (!profile.KeyManagements.Contains(key.KeyManagement))
        {
            Fault(nameof(IssuerEncryptionOptions.KeyManagement), $"'{key.KeyManagement}' is not accepted; use one of {string.Join(", ", profile.KeyManagements)}, spelled exactly so.");
        }

        if (profile.NeedsEncryptionKeyId && key.KeyId is null)
        {
            Fault(nameof(IssuerEncryptionOptions.KeyId), $"is missing; Platform {profile.Platform} needs the id of its key, which stands in the JWK that it shows.");
        }

        if (faults.Count == before)
        {
            return (key, isOwned);
        }

        if (isOwned)
        {
            key.Dispose();
        }

        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
