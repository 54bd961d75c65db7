namespace JwtKit;

/// <summary>Reads <see cref="ValidatorOptions"/>: all of them for a validator, those of its verification key for an app.</summary>
internal static class ValidatorOptionsReader
{
    public static ValidatorOptions Read(SettingsReader settings)
    {
        ValidatorOptions validator = new()
        {
            Issuer = settings.Text(nameof(ValidatorOptions.Issuer)),
            Audience = settings.Text(nameof(ValidatorOptions.Audience)),
            Use = settings.Choice<ValidatorUse>(nameof(ValidatorOptions.Use)),
        };
        ReadKey(settings, validator);
        validator.JwksUri = settings.Text(nameof(ValidatorOptions.JwksUri));
        validator.AllowHttpOnLoopback = settings.Flag(nameof(ValidatorOptions.AllowHttpOnLoopback)) ?? false;
        validator.DecryptionKeyFile = settings.Text(nameof(ValidatorOptions.DecryptionKeyFile));
        validator.DecryptionKeyPassword = settings.Text(nameof(ValidatorOptions.DecryptionKeyPassword));
        validator.DecryptionKeyId = settings.Text(nameof(ValidatorOptions.DecryptionKeyId));
        validator.KeyManagement = settings.Text(nameof(ValidatorOptions.KeyManagement));
        validator.ClockSkew = settings.Duration(nameof(ValidatorOptions.ClockSkew));
        validator.Type = settings.Text(nameof(ValidatorOptions.Type));
        validator.RequireSubject = settings.Flag(nameof(ValidatorOptions.RequireSubject)) ?? false;
        validator.MaximumLifetime = settings.Duration(nameof(ValidatorOptions.MaximumLifetime));
        foreach (string claim in settings.List(nameof(ValidatorOptions.RequiredClaims)))
        {
            validator.RequiredClaims.Add(claim);
        }

        settings.NoteUnknown();
        return validator;
    }

    /// <summary>What a token is verified with, and nothing else; who calls knows which other settings stand beside it.</summary>
    public static ValidatorOptions ReadKey(SettingsReader settings)
    {
        ValidatorOptions key = new();
        ReadKey(settings, key);
        return key;
    }

    private static void ReadKey(SettingsReader settings, ValidatorOptions key)
    {
        key.Algorithm = settings.Text(nameof(ValidatorOptions.Algorithm));
        key.Secret = settings.Text(nameof(ValidatorOptions.Secret));
        key.SecretFile = settings.Text(nameof(ValidatorOptions.SecretFile));
        key.FormerSecret = settings.Text(nameof(ValidatorOptions.FormerSecret));
        key.FormerSecretFile = settings.Text(nameof(ValidatorOptions.FormerSecretFile));
        key.FormerKeyId = settings.Text(nameof(ValidatorOptions.FormerKeyId));
        key.SecretEncoding = settings.Choice<SecretEncoding>(nameof(ValidatorOptions.SecretEncoding)) ?? SecretEncoding.Text;
        key.AllowShortSecret = settings.Flag(nameof(ValidatorOptions.AllowShortSecret)) ?? false;
        key.KeyFile = settings.Text(nameof(ValidatorOptions.KeyFile));
        key.KeyId = settings.Text(nameof(ValidatorOptions.KeyId));
        key.MaximumKeysTried = settings.Number(nameof(ValidatorOptions.MaximumKeysTried));
    }
}
