using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes the keys of a payload encryption from its options, or says what is wrong with those.</summary>
internal sealed class EnvelopeKeyFactory(EnvelopeKeyNotes notes)
{
    /// <summary>This side's keys and the other side's; null for what there is none of, and after a fault.</summary>
    public (EnvelopeKeys? Own, EncryptionKey? Recipient) Make(EnvelopeOptions options)
    {
        if (options.SharedKey is not null || options.SharedKeyFile is not null)
        {
            return MakeShared(options);
        }

        KeyManagement? keyManagement = FindKeyManagement(options);
        return keyManagement is null ? default : (MakeOwn(options, keyManagement), new RecipientKeyFactory(notes).MakeRecipient(options, keyManagement));
    }

    private (EnvelopeKeys?, EncryptionKey?) MakeShared(EnvelopeOptions options)
    {
        const string Beside = "beside a shared key";
        notes.NoteIdle(nameof(options.RecipientKeyFile), options.RecipientKeyFile, Beside);
        notes.NoteIdle(nameof(options.RecipientKey), options.RecipientKey?.ToString(), Beside);
        notes.NoteIdle(nameof(options.RecipientKeyId), options.RecipientKeyId, Beside);
        NoteIdlePrivateKeys(options, Beside);
        notes.NoteIdle(nameof(options.DecryptionKeys), options.DecryptionKeys?.ToString(), Beside);
        notes.NoteIdle(nameof(options.KeyManagement), options.KeyManagement, Beside);
        notes.NoteIdle(nameof(options.Callers), options.Callers.Count > 0 ? "some" : null, Beside);
        string setting = options.SharedKey is null ? nameof(options.SharedKeyFile) : nameof(options.SharedKey);
        if (options.SharedKey is not null && options.SharedKeyFile is not null)
        {
            notes.Fault(setting, $"comes beside {nameof(options.SharedKeyFile)}; one of them is needed.");
            return default;
        }

        return notes.Read<(EnvelopeKeys?, EncryptionKey?)>(setting, nameof(options.KeyId), () =>
        {
            DecryptionKey own = notes.Own(DecryptionKey.Direct(ReadShared(options), options.KeyId));
            EnvelopeKeys keys = new(own);
            return (keys, notes.Own(EncryptionKey.Direct(ReadShared(options), options.KeyId)));
        });
    }

    private EnvelopeKeys? MakeOwn(EnvelopeOptions options, KeyManagement keyManagement)
    {
        if (options.DecryptionKeys is { } made)
        {
            NoteIdlePrivateKeys(options, $"beside {nameof(options.DecryptionKeys)}");
            return made;
        }

        if (options.PrivateKeyFile is null)
        {
            notes.Fault(nameof(options.PrivateKeyFile), $"is missing; a file with this side's private key is needed, as PEM or PFX, or {nameof(options.SharedKey)} where both sides share a key.{notes.VariableOf(nameof(options.PrivateKeyFile))}");
            return null;
        }

        if (options.RetiredPrivateKeyFile is null)
        {
            notes.NoteIdle(nameof(options.RetiredPrivateKeyPassword), options.RetiredPrivateKeyPassword, $"without {nameof(options.RetiredPrivateKeyFile)}");
            notes.NoteIdle(nameof(options.RetiredKeyId), options.RetiredKeyId, $"without {nameof(options.RetiredPrivateKeyFile)}");
        }

        DecryptionKey? current = ReadPrivate(nameof(options.PrivateKeyFile), options.PrivateKeyFile, options.PrivateKeyPassword, nameof(options.KeyId), options.KeyId, keyManagement);
        DecryptionKey? retired = ReadPrivate(
            nameof(options.RetiredPrivateKeyFile), options.RetiredPrivateKeyFile, options.RetiredPrivateKeyPassword, nameof(options.RetiredKeyId), options.RetiredKeyId, keyManagement);
        return current is null ? null : notes.Read(nameof(options.RetiredKeyId), nameof(options.RetiredKeyId), () => retired is null ? new EnvelopeKeys(current) : new EnvelopeKeys(current, retired));
    }

    private DecryptionKey? ReadPrivate(string setting, string? file, string? password, string keyIdSetting, string? keyId, KeyManagement keyManagement) =>
        file is null ? null : notes.Read(setting, keyIdSetting, () => notes.Own(DecryptionKey.FromPrivateKey(keyManagement, KeyFile.ReadPrivateKey(file, password), keyId)));

    private void NoteIdlePrivateKeys(EnvelopeOptions options, string where)
    {
        notes.NoteIdle(nameof(options.PrivateKeyFile), options.PrivateKeyFile, where);
        notes.NoteIdle(nameof(options.PrivateKeyPassword), options.PrivateKeyPassword, where);
        notes.NoteIdle(nameof(options.RetiredPrivateKeyFile), options.RetiredPrivateKeyFile, where);
        notes.NoteIdle(nameof(options.RetiredPrivateKeyPassword), options.RetiredPrivateKeyPassword, where);
        notes.NoteIdle(nameof(options.RetiredKeyId), options.RetiredKeyId, where);
    }

    private KeyManagement? FindKeyManagement(EnvelopeOptions options)
    {
        if (options.KeyManagement is null)
        {
            return KeyManagement.RsaOaep256;
        }

        if (KeyManagement.TryParse(options.KeyManagement, out KeyManagement? found) && (found == KeyManagement.RsaOaep256 || found == KeyManagement.RsaOaep))
        {
            return found;
        }

        notes.Fault(nameof(options.KeyManagement), $"{ShownValue.OfKeyManagement(options.KeyManagement)} is not accepted; use {KeyManagement.RsaOaep256} or {KeyManagement.RsaOaep}, spelled exactly so. {nameof(options.SharedKey)} needs none.");
        return null;
    }

    private static Secret ReadShared(EnvelopeOptions options) => KeyFile.ReadSecret(options.SharedKey, options.SharedKeyFile, options.SharedKeyEncoding, allowShort: false);
}

/// <summary>Makes the keys of other sides from the options of a payload encryption, or says what is wrong with those.</summary>
internal sealed class RecipientKeyFactory(EnvelopeKeyNotes notes)
{
    /// <summary>The other side's key; null where there is none, and after a fault.</summary>
    public EncryptionKey? MakeRecipient(EnvelopeOptions options, KeyManagement keyManagement)
    {
        if (options.RecipientKeyFile is null && options.RecipientKey is null)
        {
            notes.NoteIdle(nameof(options.RecipientKeyId), options.RecipientKeyId, $"without {nameof(options.RecipientKeyFile)}");
            return null;
        }

        return MakePublic(
            new PublicKeySetting(null, nameof(options.RecipientKey), nameof(options.RecipientKeyFile), nameof(options.RecipientKeyId)),
            options.RecipientKey, options.RecipientKeyFile, options.RecipientKeyId, keyManagement);
    }

    /// <summary>The callers' keys, but for those with a fault.</summary>
    public List<RegisteredKey> MakeCallers(EnvelopeOptions options)
    {
        if (options.Callers.Count == 0)
        {
            notes.NoteIdle(nameof(options.CallerClaim), options.CallerClaim, $"without {nameof(options.Callers)}");
            return [];
        }

        List<RegisteredKey> keys = [];
        Dictionary<string, List<string?>> known = new(StringComparer.Ordinal);
        KeyManagement keyManagement = KeyManagement.TryParse(options.KeyManagement, out KeyManagement? named) ? named : KeyManagement.RsaOaep256;
        for (int i = 0; i < options.Callers.Count; i++)
        {
            string setting = $"{nameof(options.Callers)}:{i}";
            EnvelopeCallerOptions caller = options.Callers[i];
            if (string.IsNullOrEmpty(caller.Caller))
            {
                notes.Fault($"{setting}:{nameof(caller.Caller)}", $"is missing; the value of the claim {options.CallerClaim ?? "client_id"} is needed.");
            }
            else if (MakePublic(new PublicKeySetting(setting, nameof(caller.EncryptionKey), nameof(caller.KeyFile), nameof(caller.KeyId)), caller.EncryptionKey, caller.KeyFile, caller.KeyId, keyManagement) is { } key)
            {
                List<string?> others = CollectionsMarshal.GetValueRefOrAddDefault(known, caller.Caller, out _) ??= [];
                if (others.Exists(other => key.KeyId is null || other is null || other == key.KeyId))
                {
                    notes.Fault($"{setting}:{nameof(caller.KeyId)}", "is missing or there twice; several keys of one caller need an id each.");
                }

                others.Add(key.KeyId);
                keys.Add(new RegisteredKey(caller.Caller, key));
            }
        }

        return keys;
    }

    private EncryptionKey? MakePublic(PublicKeySetting place, EncryptionKey? made, string? file, string? keyId, KeyManagement keyManagement)
    {
        if (made is not null)
        {
            notes.NoteIdle(place.File, file, $"beside {place.Made}");
            notes.NoteIdle(place.KeyId, keyId, $"beside {place.Made}");
            return IsServing(made, place.Made) ? made : null;
        }

        if (file is null)
        {
            notes.Fault(place.File, "is missing; a file with the other side's public key is needed, as JWK or PEM.");
            return null;
        }

        return notes.Read(place.File, place.KeyId, () => notes.Own(KeyFile.ReadEncryptionKey(file, keyManagement, keyId)));
    }

    private bool IsServing(EncryptionKey key, string setting)
    {
        if (key.KeyManagement.IsLegacy)
        {
            notes.Fault(setting, $"is for {key.KeyManagement}, which envelopes do not use; {KeyManagement.RsaOaep256}, {KeyManagement.RsaOaep} or {KeyManagement.Direct} is needed.");
            return false;
        }

        try
        {
            // Envelopes take AES-256 only, whatever their format: a shared key of another length would be found out at the first message.
            _ = key.Using(ContentEncryption.A256Gcm);
            return true;
        }
        catch (ArgumentException e)
        {
            notes.Fault(setting, EnvelopeKeyNotes.TextOf(e));
            return false;
        }
    }
}

/// <summary>The settings that give one public key.</summary>
internal sealed record PublicKeySetting
{
    public PublicKeySetting(string? section, string made, string file, string keyId)
    {
        string before = section is null ? string.Empty : section + ":";
        Made = before + made;
        File = before + file;
        KeyId = before + keyId;
    }

    public string Made { get; }

    public string File { get; }

    public string KeyId { get; }
}

/// <summary>Notes what is wrong with the keys of a payload encryption, and what was made of them.</summary>
/// <param name="path">The full configuration key of the payload encryption.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
/// <param name="owned">Receives each key that was made here.</param>
internal sealed class EnvelopeKeyNotes(string path, ICollection<string> faults, bool hasSection, ICollection<IDisposable> owned)
{
    /// <summary>A sentence on how the environment names a setting; empty where no section is read.</summary>
    public string VariableOf(string setting) =>
        hasSection ? $" The environment can name it, as {$"{path}:{setting}".Replace(":", "__", StringComparison.Ordinal)}." : string.Empty;

    public T Own<T>(T key)
        where T : IDisposable
    {
        owned.Add(key);
        return key;
    }

    public T? Read<T>(string setting, string keyIdSetting, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(keyIdSetting, "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(setting, TextOf(e));
        }

        return default;
    }

    /// <summary>The message without the name of a parameter, which no reader of a configuration knows.</summary>
    public static string TextOf(Exception e) =>
        e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : e.Message;

    public void NoteIdle(string setting, string? value, string where)
    {
        if (value is not null)
        {
            Fault(setting, $"has no effect {where}. Take it out.");
        }
    }

    public void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
