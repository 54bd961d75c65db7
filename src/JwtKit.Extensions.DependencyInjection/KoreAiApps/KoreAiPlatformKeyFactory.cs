namespace JwtKit;

/// <summary>Makes the platform's own keys, one for each way of key management, or says what is wrong with their settings.</summary>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
internal sealed class KoreAiPlatformKeyFactory(ICollection<string> faults)
{
    private const string Retired = "Retired";

    /// <summary>The keys; after a fault those that could be made.</summary>
    public List<DecryptionKey> Make(KoreAiPlatformSettings settings)
    {
        List<KeyManagement> ways = WaysOf(settings);
        List<DecryptionKey> keys = [];
        NoteIdle(settings, settings.DecryptionKeyFile, settings.DecryptionKeyPassword, settings.DecryptionKeyId, prefix: "");
        NoteIdle(settings, settings.RetiredDecryptionKeyFile, settings.RetiredDecryptionKeyPassword, settings.RetiredDecryptionKeyId, Retired);
        if (settings.RetiredDecryptionKeyId is not null && settings.RetiredDecryptionKeyId == settings.DecryptionKeyId)
        {
            faults.Add($"{settings.Path}:{nameof(settings.RetiredDecryptionKeyId)}: is that of the current key; each needs its own, or none.");
            return keys;
        }

        Read(keys, ways, settings.Path, settings.DecryptionKeyFile, settings.DecryptionKeyPassword, settings.DecryptionKeyId, prefix: "");
        Read(keys, ways, settings.Path, settings.RetiredDecryptionKeyFile, settings.RetiredDecryptionKeyPassword, settings.RetiredDecryptionKeyId, Retired);
        return keys;
    }

    private void Read(List<DecryptionKey> keys, List<KeyManagement> ways, string path, string? file, string? password, string? keyId, string prefix)
    {
        DecryptionKeyFactory factory = new(path, faults);
        foreach (KeyManagement way in file is null ? [] : ways)
        {
            if (factory.Read(way, file!, password, keyId, prefix) is not { } key)
            {
                return;
            }

            keys.Add(key);
        }
    }

    private List<KeyManagement> WaysOf(KoreAiPlatformSettings settings)
    {
        List<KeyManagement> ways = [];
        foreach ((int index, string name) in settings.KeyManagements.Index())
        {
            if (!KeyManagement.TryParse(name, out KeyManagement? way) || !KoreAi.KeyManagements.Contains(way))
            {
                faults.Add($"{settings.Path}:{nameof(settings.KeyManagements)}:{index}: {ShownValue.OfKeyManagement(name)} is not accepted; use {string.Join(" or ", KoreAi.KeyManagements)}, spelled exactly so.");
            }
            else if (!ways.Contains(way))
            {
                ways.Add(way);
            }
        }

        return settings.KeyManagements.Count == 0 ? [KeyManagement.RsaOaep] : ways;
    }

    private void NoteIdle(KoreAiPlatformSettings settings, string? file, string? password, string? keyId, string prefix)
    {
        if (file is null)
        {
            Note(nameof(settings.DecryptionKeyPassword), password);
            Note(nameof(settings.DecryptionKeyId), keyId);
        }

        void Note(string setting, string? value)
        {
            if (value is not null)
            {
                faults.Add($"{settings.Path}:{prefix}{setting}: has no effect without {prefix}{nameof(settings.DecryptionKeyFile)}. Take it out.");
            }
        }
    }
}
