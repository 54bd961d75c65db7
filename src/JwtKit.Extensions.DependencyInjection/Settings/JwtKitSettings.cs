using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Fills <see cref="JwtKitOptions"/> from a configuration section.</summary>
internal sealed class JwtKitSettings(IConfigurationSection section, IEnumerable<IAddedSection> added) : IConfigureOptions<JwtKitOptions>
{
    /// <summary>The sections that packages read which a host need not have.</summary>
    private static readonly Dictionary<string, string> Packages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MutualTls"] = "is read by the package JwtKit.MutualTls, and nothing in this application asks it to: call AddMutualTls on the HTTP client, UseJwtKitMutualTls on the server, or AddJwtKitMutualTls. Or take the section out.",
    };

    public void Configure(JwtKitOptions options)
    {
        options.Tokens.Add(section.GetReloadToken());
        if (SectionPresence.FaultOf(section) is { } fault)
        {
            options.Faults.Add(fault);
        }

        Read(SectionSnapshot.Read(section), options);
    }

    private void Read(SectionSnapshot section, JwtKitOptions options)
    {
        options.SectionPath ??= section.Path;
        SectionReader top = new(section, options.Faults);
        top.Below(nameof(JwtKitOptions.Issuers));
        top.Below(nameof(JwtKitOptions.Validators));
        top.Below(nameof(JwtKitOptions.Envelopes));
        if (top.Below(nameof(JwtKitOptions.Replay)) is { } replay)
        {
            options.ReplayPath = $"{section.Path}:{nameof(JwtKitOptions.Replay)}";
            ReadReplay(replay, options.Replay);
        }

        options.MaximumPayloadMemory = top.LongNumber(nameof(JwtKitOptions.MaximumPayloadMemory)) ?? options.MaximumPayloadMemory;
        ReadAdded(section, top, options);
        top.NoteUnknown();
        foreach (IConfigurationSection issuer in section.GetSection(nameof(JwtKitOptions.Issuers)).GetChildren())
        {
            EntryKey entry = EntryKey.Issuer(issuer.Key);
            options.Paths[entry] = issuer.Path;
            List<string> faults = [];
            options.Issuers[issuer.Key] = Read(new SectionReader(issuer, faults));
            options.NoteUnread(entry, faults);
        }

        foreach (IConfigurationSection validator in section.GetSection(nameof(JwtKitOptions.Validators)).GetChildren())
        {
            EntryKey entry = EntryKey.Validator(validator.Key);
            options.Paths[entry] = validator.Path;
            List<string> faults = [];
            options.Validators[validator.Key] = ValidatorOptionsReader.Read(new SectionReader(validator, faults));
            options.NoteUnread(entry, faults);
        }

        foreach (IConfigurationSection envelope in section.GetSection(nameof(JwtKitOptions.Envelopes)).GetChildren())
        {
            EntryKey entry = EntryKey.Envelope(envelope.Key);
            options.Paths[entry] = envelope.Path;
            List<string> faults = [];
            options.Envelopes[envelope.Key] = EnvelopeSettings.Read(new SectionReader(envelope, faults));
            options.NoteUnread(entry, faults);
        }
    }

    private void ReadAdded(SectionSnapshot section, SectionReader top, JwtKitOptions options)
    {
        foreach (IAddedSection other in added)
        {
            top.Below(other.Name);
            other.Read(section.GetSection(other.Name), options);
        }

        foreach ((string name, string fault) in Packages.Where(package => added.All(other => !other.Name.Equals(package.Key, StringComparison.OrdinalIgnoreCase)) && top.Has(package.Key)))
        {
            top.Below(name);
            options.Faults.Add($"{section.Path}:{name}: {fault}");
        }
    }

    private static IssuerOptions Read(SectionReader settings)
    {
        IssuerOptions issuer = new()
        {
            Platform = settings.Choice<TokenPlatform>(nameof(IssuerOptions.Platform)) ?? TokenPlatform.None,
            Company = settings.Text(nameof(IssuerOptions.Company)),
            ClientId = settings.Text(nameof(IssuerOptions.ClientId)),
            Subject = settings.Text(nameof(IssuerOptions.Subject)),
            Issuer = settings.Text(nameof(IssuerOptions.Issuer)),
            Audience = settings.Text(nameof(IssuerOptions.Audience)),
            Secret = settings.Text(nameof(IssuerOptions.Secret)),
            SecretFile = settings.Text(nameof(IssuerOptions.SecretFile)),
            SecretEncoding = settings.Choice<SecretEncoding>(nameof(IssuerOptions.SecretEncoding)) ?? SecretEncoding.Text,
            AllowShortSecret = settings.Flag(nameof(IssuerOptions.AllowShortSecret)) ?? false,
            KeyFile = settings.Text(nameof(IssuerOptions.KeyFile)),
            KeyPassword = settings.Text(nameof(IssuerOptions.KeyPassword)),
            Algorithm = settings.Text(nameof(IssuerOptions.Algorithm)),
            KeyId = settings.Text(nameof(IssuerOptions.KeyId)),
            NextKeyFile = settings.Text(nameof(IssuerOptions.NextKeyFile)),
            NextKeyPassword = settings.Text(nameof(IssuerOptions.NextKeyPassword)),
            NextKeyId = settings.Text(nameof(IssuerOptions.NextKeyId)),
            Lifetime = settings.Duration(nameof(IssuerOptions.Lifetime)),
            TokenId = settings.Flag(nameof(IssuerOptions.TokenId)),
            Encryption = settings.Below(nameof(IssuerOptions.Encryption)) is { } encryption ? ReadEncryption(encryption) : null,
            Cors = settings.Below(nameof(IssuerOptions.Cors)) is { } cors ? ReadCors(cors) : null,
        };
        settings.NoteUnknown();
        return issuer;
    }

    private static void ReadReplay(SectionReader settings, ReplayOptions replay)
    {
        replay.Store = settings.Text(nameof(ReplayOptions.Store));
        replay.ConnectionString = settings.Text(nameof(ReplayOptions.ConnectionString));
        replay.Capacity = settings.Number(nameof(ReplayOptions.Capacity));
        replay.AcceptEarlierTokens = settings.Flag(nameof(ReplayOptions.AcceptEarlierTokens)) ?? false;
        settings.NoteUnknown();
    }

    private static IssuerEncryptionOptions ReadEncryption(SectionReader settings)
    {
        IssuerEncryptionOptions encryption = new()
        {
            KeyFile = settings.Text(nameof(IssuerEncryptionOptions.KeyFile)),
            KeyId = settings.Text(nameof(IssuerEncryptionOptions.KeyId)),
            KeyManagement = settings.Text(nameof(IssuerEncryptionOptions.KeyManagement)),
            Content = settings.Text(nameof(IssuerEncryptionOptions.Content)),
            OnRequest = settings.Flag(nameof(IssuerEncryptionOptions.OnRequest)) ?? false,
        };
        settings.NoteUnknown();
        return encryption;
    }

    private static IssuerCorsOptions ReadCors(SectionReader settings)
    {
        IssuerCorsOptions cors = new() { AllowCredentials = settings.Flag(nameof(IssuerCorsOptions.AllowCredentials)) ?? false };
        foreach (string origin in settings.List(nameof(IssuerCorsOptions.Origins)))
        {
            cors.Origins.Add(origin);
        }

        settings.NoteUnknown();
        return cors;
    }
}

/// <summary>What may stand in <see cref="IssuerCorsOptions"/>.</summary>
internal static class CorsCheck
{
    public static void NoteFaults(IssuerCorsOptions? cors, string path, ICollection<string> faults)
    {
        if (cors is null)
        {
            return;
        }

        if (cors.Origins.Count == 0)
        {
            faults.Add($"{path}:{nameof(cors.Origins)}: is empty; name at least one origin, such as https://www.example.com, or take Cors out.");
        }

        for (int i = 0; i < cors.Origins.Count; i++)
        {
            if (Fault(cors.Origins[i], cors.AllowCredentials) is { } fault)
            {
                faults.Add($"{path}:{nameof(cors.Origins)}:{i}: {fault}");
            }
        }
    }

    private static string? Fault(string origin, bool withCredentials)
    {
        if (origin.Contains('*', StringComparison.Ordinal))
        {
            return withCredentials
                ? "'*' with AllowCredentials would let every page on the web fetch tokens for its visitors; name each origin, such as https://www.example.com."
                : "'*' is no origin; name each one, such as https://www.example.com.";
        }

        if (!Ascii.IsValid(origin))
        {
            return $"{ShownValue.OfAddress(origin)} has letters beyond ASCII, and browsers send such a host in its ASCII form; write that one, which begins with xn--.";
        }

        return IsOrigin(origin)
            ? null
            : $"{ShownValue.OfAddress(origin)} is not an origin; write scheme, host and, if it is not the usual one, port, without a path or a slash at the end: https://www.example.com.";
    }

    /// <summary>Browsers send the origin in exactly this form, so any other spelling would never match.</summary>
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) == origin
        && uri.UserInfo.Length == 0;
}
