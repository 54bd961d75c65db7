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
        file is null ? null : notes.Read(setting, keyIdSetting, () => notes.Own(DecryptionKey.FromPrivateKey(keyManagement, KeyFiles.ReadPrivateKey(file, password), keyId)));

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

    private static Secret ReadShared(EnvelopeOptions options) => KeyFiles.ReadSecret(options.SharedKey, options.SharedKeyFile, options.SharedKeyEncoding, allowShort: false);
}
