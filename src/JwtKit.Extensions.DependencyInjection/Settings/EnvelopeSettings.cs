namespace JwtKit;

/// <summary>Reads <see cref="EnvelopeOptions"/> from the section of one name.</summary>
internal static class EnvelopeSettings
{
    public static EnvelopeOptions Read(SectionReader settings)
    {
        EnvelopeOptions envelope = new()
        {
            RecipientKeyFile = settings.Text(nameof(EnvelopeOptions.RecipientKeyFile)),
            RecipientKeyId = settings.Text(nameof(EnvelopeOptions.RecipientKeyId)),
            PrivateKeyFile = settings.Text(nameof(EnvelopeOptions.PrivateKeyFile)),
            PrivateKeyPassword = settings.Text(nameof(EnvelopeOptions.PrivateKeyPassword)),
            KeyId = settings.Text(nameof(EnvelopeOptions.KeyId)),
            RetiredPrivateKeyFile = settings.Text(nameof(EnvelopeOptions.RetiredPrivateKeyFile)),
            RetiredPrivateKeyPassword = settings.Text(nameof(EnvelopeOptions.RetiredPrivateKeyPassword)),
            RetiredKeyId = settings.Text(nameof(EnvelopeOptions.RetiredKeyId)),
            KeyManagement = settings.Text(nameof(EnvelopeOptions.KeyManagement)),
            SharedKey = settings.Text(nameof(EnvelopeOptions.SharedKey)),
            SharedKeyFile = settings.Text(nameof(EnvelopeOptions.SharedKeyFile)),
            MediaType = settings.Text(nameof(EnvelopeOptions.MediaType)),
            MaximumLength = settings.Number(nameof(EnvelopeOptions.MaximumLength)),
            CallerClaim = settings.Text(nameof(EnvelopeOptions.CallerClaim)),
        };
        envelope.SharedKeyEncoding = settings.Choice<SecretEncoding>(nameof(EnvelopeOptions.SharedKeyEncoding)) ?? envelope.SharedKeyEncoding;
        envelope.Context = settings.Text(nameof(EnvelopeOptions.Context)) ?? envelope.Context;
        envelope.BindContext = settings.Flag(nameof(EnvelopeOptions.BindContext)) ?? envelope.BindContext;
        if (settings.Choice<EnvelopeFormatName>(nameof(EnvelopeOptions.Format)) == EnvelopeFormatName.JweCompact)
        {
            envelope.Format = EnvelopeFormat.JweCompact;
        }

        foreach (SectionReader caller in settings.Items(nameof(EnvelopeOptions.Callers)))
        {
            envelope.Callers.Add(ReadCaller(caller));
        }

        settings.NoteUnknown();
        return envelope;
    }

    private static EnvelopeCallerOptions ReadCaller(SectionReader settings)
    {
        EnvelopeCallerOptions caller = new()
        {
            Caller = settings.Text(nameof(EnvelopeCallerOptions.Caller)),
            KeyFile = settings.Text(nameof(EnvelopeCallerOptions.KeyFile)),
            KeyId = settings.Text(nameof(EnvelopeCallerOptions.KeyId)),
        };
        settings.NoteUnknown();
        return caller;
    }
}

/// <summary>The formats that configuration can name.</summary>
internal enum EnvelopeFormatName
{
    /// <summary><see cref="EnvelopeFormat.JweJson"/>.</summary>
    JweJson,

    /// <summary><see cref="EnvelopeFormat.JweCompact"/>.</summary>
    JweCompact,
}
