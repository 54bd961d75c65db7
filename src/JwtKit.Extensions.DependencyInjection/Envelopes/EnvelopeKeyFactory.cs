using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes the keys of a payload encryption from its options, or says what is wrong with those.</summary>
/// <param name="path">The full configuration key of the payload encryption.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="owned">Receives each key that was made here.</param>
internal sealed class EnvelopeKeyFactory(string path, ICollection<string> faults, ICollection<IDisposable> owned)
{
    /// <summary>This side's keys and the other side's; null for what there is none of, and after a fault.</summary>
    public (EnvelopeKeys? Own, EncryptionKey? Recipient) Make(EnvelopeOptions options)
    {
        if (options.SharedKey is not null || options.SharedKeyFile is not null)
        {
            return MakeShared(options);
        }

        KeyManagement? keyManagement = FindKeyManagement(options);
        return keyManagement is null ? default : (MakeOwn(options, keyManagement), MakeRecipient(options, keyManagement));
    }

    /// <summary>The callers' keys, but for those with a fault.</summary>
    public List<RegisteredKey> MakeCallers(EnvelopeOptions options)
    {
        if (options.Callers.Count == 0)
        {
            NoteIdle(nameof(options.CallerClaim), options.CallerClaim, $"without {nameof(options.Callers)}");
            return [];
        }

        List<RegisteredKey> keys = [];
        KeyManagement keyManagement = KeyManagement.TryParse(options.KeyManagement, out KeyManagement? named) ? named : KeyManagement.RsaOaep256;
        for (int i = 0; i < options.Callers.Count; i++)
        {
            string setting = $"{nameof(options.Callers)}:{i}";
            EnvelopeCallerOptions caller = options.Callers[i];
            if (string.IsNullOrEmpty(caller.Caller))
            {
                Fault($"{setting}:{nameof(caller.Caller)}", $"is missing; the value of the claim {options.CallerClaim ?? "client_id"} is needed.");
            }
            else if (MakePublic(new PublicKeyPlace(setting, nameof(caller.EncryptionKey), nameof(caller.KeyFile), nameof(caller.KeyId)), caller.EncryptionKey, caller.KeyFile, caller.KeyId, keyManagement) is { } key)
            {
                if (keys.Exists(other => other.Caller == caller.Caller && (key.KeyId is null || other.Key.KeyId is null || other.Key.KeyId == key.KeyId)))
                {
                    Fault($"{setting}:{nameof(caller.KeyId)}", "is missing or there twice; several keys of one caller need an id each.");
                }

                keys.Add(new RegisteredKey(caller.Caller, key));
            }
        }

        return keys;
    }

    private (EnvelopeKeys?, EncryptionKey?) MakeShared(EnvelopeOptions options)
    {
        const string Beside = "beside a shared key";
        NoteIdle(nameof(options.RecipientKeyFile), options.RecipientKeyFile, Beside);
        NoteIdle(nameof(options.RecipientKey), options.RecipientKey?.ToString(), Beside);
        NoteIdle(nameof(options.RecipientKeyId), options.RecipientKeyId, Beside);
        NoteIdlePrivateKeys(options, Beside);
        NoteIdle(nameof(options.DecryptionKeys), options.DecryptionKeys?.ToString(), Beside);
        NoteIdle(nameof(options.KeyManagement), options.KeyManagement, Beside);
        NoteIdle(nameof(options.Callers), options.Callers.Count > 0 ? "some" : null, Beside);
        string setting = options.SharedKey is null ? nameof(options.SharedKeyFile) : nameof(options.SharedKey);
        if (options.SharedKey is not null && options.SharedKeyFile is not null)
        {
            Fault(setting, $"comes beside {nameof(options.SharedKeyFile)}; one of them is needed.");
            return default;
        }

        return Read<(EnvelopeKeys?, EncryptionKey?)>(setting, nameof(options.KeyId), () =>
        {
            DecryptionKey own = Own(DecryptionKey.Direct(ReadShared(options), options.KeyId));
            EnvelopeKeys keys = new(own);
            return (keys, Own(EncryptionKey.Direct(ReadShared(options), options.KeyId)));
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
            Fault(nameof(options.PrivateKeyFile), $"is missing; a file with this side's private key is needed, as PEM or PFX, or {nameof(options.SharedKey)} where both sides share a key. The environment can name it, as {path.Replace(":", "__", StringComparison.Ordinal)}__{nameof(options.PrivateKeyFile)}.");
            return null;
        }

        if (options.RetiredPrivateKeyFile is null)
        {
            NoteIdle(nameof(options.RetiredPrivateKeyPassword), options.RetiredPrivateKeyPassword, $"without {nameof(options.RetiredPrivateKeyFile)}");
            NoteIdle(nameof(options.RetiredKeyId), options.RetiredKeyId, $"without {nameof(options.RetiredPrivateKeyFile)}");
        }

        DecryptionKey? current = ReadPrivate(nameof(options.PrivateKeyFile), options.PrivateKeyFile, options.PrivateKeyPassword, nameof(options.KeyId), options.KeyId, keyManagement);
        DecryptionKey? retired = ReadPrivate(
            nameof(options.RetiredPrivateKeyFile), options.RetiredPrivateKeyFile, options.RetiredPrivateKeyPassword, nameof(options.RetiredKeyId), options.RetiredKeyId, keyManagement);
        return current is null ? null : Read(nameof(options.RetiredKeyId), nameof(options.RetiredKeyId), () => retired is null ? new EnvelopeKeys(current) : new EnvelopeKeys(current, retired));
    }

    private DecryptionKey? ReadPrivate(string setting, string? file, string? password, string keyIdSetting, string? keyId, KeyManagement keyManagement) =>
        file is null ? null : Read(setting, keyIdSetting, () => Own(DecryptionKey.FromPrivateKey(keyManagement, KeyFiles.ReadPrivateKey(file, password), keyId)));

    private void NoteIdlePrivateKeys(EnvelopeOptions options, string where)
    {
        NoteIdle(nameof(options.PrivateKeyFile), options.PrivateKeyFile, where);
        NoteIdle(nameof(options.PrivateKeyPassword), options.PrivateKeyPassword, where);
        NoteIdle(nameof(options.RetiredPrivateKeyFile), options.RetiredPrivateKeyFile, where);
        NoteIdle(nameof(options.RetiredPrivateKeyPassword), options.RetiredPrivateKeyPassword, where);
        NoteIdle(nameof(options.RetiredKeyId), options.RetiredKeyId, where);
    }

    private EncryptionKey? MakeRecipient(EnvelopeOptions options, KeyManagement keyManagement)
    {
        if (options.RecipientKeyFile is null && options.RecipientKey is null)
        {
            NoteIdle(nameof(options.RecipientKeyId), options.RecipientKeyId, $"without {nameof(options.RecipientKeyFile)}");
            return null;
        }

        return MakePublic(
            new PublicKeyPlace(null, nameof(options.RecipientKey), nameof(options.RecipientKeyFile), nameof(options.RecipientKeyId)),
            options.RecipientKey, options.RecipientKeyFile, options.RecipientKeyId, keyManagement);
    }

    private EncryptionKey? MakePublic(PublicKeyPlace place, EncryptionKey? made, string? file, string? keyId, KeyManagement keyManagement)
    {
        if (made is not null)
        {
            NoteIdle(place.File, file, $"beside {place.Made}");
            NoteIdle(place.KeyId, keyId, $"beside {place.Made}");
            return IsServing(made, place.Made) ? made : null;
        }

        if (file is null)
        {
            Fault(place.File, "is missing; a file with the other side's public key is needed, as JWK or PEM.");
            return null;
        }

        return Read(place.File, place.KeyId, () => Own(KeyFiles.ReadEncryptionKey(file, keyManagement, keyId)));
    }

    private bool IsServing(EncryptionKey key, string setting)
    {
        if (key.KeyManagement.IsLegacy)
        {
            Fault(setting, $"is for {key.KeyManagement}, which envelopes do not use; {KeyManagement.RsaOaep256}, {KeyManagement.RsaOaep} or {KeyManagement.Direct} is needed.");
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
            Fault(setting, TextOf(e));
            return false;
        }
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

        Fault(nameof(options.KeyManagement), $"'{options.KeyManagement}' is not accepted; use {KeyManagement.RsaOaep256} or {KeyManagement.RsaOaep}, spelled exactly so. {nameof(options.SharedKey)} needs none.");
        return null;
    }

    private static Secret ReadShared(EnvelopeOptions options) => KeyFiles.ReadSecret(options.SharedKey, options.SharedKeyFile, options.SharedKeyEncoding, allowShort: false);

    private T Own<T>(T key)
        where T : IDisposable
    {
        owned.Add(key);
        return key;
    }

    private T? Read<T>(string setting, string keyIdSetting, Func<T> read)
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
    private static string TextOf(Exception e) =>
        e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : e.Message;

    private void NoteIdle(string setting, string? value, string where)
    {
        if (value is not null)
        {
            Fault(setting, $"has no effect {where}. Take it out.");
        }
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
