using System.Runtime.InteropServices;

namespace JwtKit;

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
            new PublicKeyPlace(null, nameof(options.RecipientKey), nameof(options.RecipientKeyFile), nameof(options.RecipientKeyId)),
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
            else if (MakePublic(new PublicKeyPlace(setting, nameof(caller.EncryptionKey), nameof(caller.KeyFile), nameof(caller.KeyId)), caller.EncryptionKey, caller.KeyFile, caller.KeyId, keyManagement) is { } key)
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

    private EncryptionKey? MakePublic(PublicKeyPlace place, EncryptionKey? made, string? file, string? keyId, KeyManagement keyManagement)
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

        return notes.Read(place.File, place.KeyId, () => notes.Own(KeyFiles.ReadEncryptionKey(file, keyManagement, keyId)));
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
