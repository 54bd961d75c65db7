namespace JwtKit;

/// <summary>Which settings of a validator have an effect beside which others.</summary>
internal static class ValidatorSettings
{
    /// <summary>Notes settings that speak of a kind of key that the validator does not have, and a limit that is out of range.</summary>
    public static void NoteKeySettings(ValidatorOptions options, string path, ICollection<string> faults)
    {
        bool hasSecret = options.Secret is not null || options.SecretFile is not null;
        Note(nameof(options.SecretEncoding), options.SecretEncoding != SecretEncoding.Text && !hasSecret, "without a secret");
        Note(nameof(options.AllowShortSecret), options.AllowShortSecret && !hasSecret, "without a secret");
        Note(nameof(options.AllowHttpOnLoopback), options.AllowHttpOnLoopback && options.JwksUri is null, $"without {nameof(options.JwksUri)}");
        Note(nameof(options.KeyId), options.KeyId is not null && options.JwksUri is not null, $"with {nameof(options.JwksUri)}, whose keys bring their own ids");

        if (options.MaximumKeysTried is { } limit && KeyTries.FaultOf(limit) is { } fault)
        {
            faults.Add($"{path}:{nameof(options.MaximumKeysTried)}: {fault}");
        }

        void Note(string setting, bool isIdle, string where)
        {
            if (isIdle)
            {
                faults.Add($"{path}:{setting}: has no effect {where}. Take it out.");
            }
        }
    }

    /// <summary>Notes settings beside a policy that code has made, and that says it all.</summary>
    public static void NoteBesidePolicy(ValidatorOptions options, string path, ICollection<string> faults)
    {
        (string Name, bool IsSet)[] settings =
        [
            (nameof(options.Issuer), options.Issuer is not null),
            (nameof(options.Audience), options.Audience is not null),
            (nameof(options.Use), options.Use is not null),
            (nameof(options.Algorithm), options.Algorithm is not null),
            (nameof(options.Secret), options.Secret is not null),
            (nameof(options.SecretFile), options.SecretFile is not null),
            (nameof(options.FormerSecret), options.FormerSecret is not null),
            (nameof(options.FormerSecretFile), options.FormerSecretFile is not null),
            (nameof(options.FormerKeyId), options.FormerKeyId is not null),
            (nameof(options.SecretEncoding), options.SecretEncoding != SecretEncoding.Text),
            (nameof(options.AllowShortSecret), options.AllowShortSecret),
            (nameof(options.KeyFile), options.KeyFile is not null),
            (nameof(options.KeyId), options.KeyId is not null),
            (nameof(options.JwksUri), options.JwksUri is not null),
            (nameof(options.AllowHttpOnLoopback), options.AllowHttpOnLoopback),
            (nameof(options.DecryptionKeyFile), options.DecryptionKeyFile is not null),
            (nameof(options.DecryptionKeyPassword), options.DecryptionKeyPassword is not null),
            (nameof(options.DecryptionKeyId), options.DecryptionKeyId is not null),
            (nameof(options.KeyManagement), options.KeyManagement is not null),
            (nameof(options.MaximumKeysTried), options.MaximumKeysTried is not null),
            (nameof(options.ClockSkew), options.ClockSkew is not null),
            (nameof(options.Type), options.Type is not null),
            (nameof(options.RequireSubject), options.RequireSubject),
            (nameof(options.RequiredClaims), options.RequiredClaims.Count > 0),
            (nameof(options.MaximumLifetime), options.MaximumLifetime is not null),
        ];
        foreach ((string name, _) in settings.Where(static setting => setting.IsSet))
        {
            faults.Add($"{path}:{name}: has no effect beside a Policy that code has set. Take it out.");
        }
    }
}

/// <summary>Reads <see cref="ValidatorOptions"/>: all of them for a validator, those of its verification key for an app.</summary>
internal static class ValidatorOptionsReader
{
    public static ValidatorOptions Read(SectionReader settings)
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
    public static ValidatorOptions ReadKey(SectionReader settings)
    {
        ValidatorOptions key = new();
        ReadKey(settings, key);
        return key;
    }

    private static void ReadKey(SectionReader settings, ValidatorOptions key)
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
