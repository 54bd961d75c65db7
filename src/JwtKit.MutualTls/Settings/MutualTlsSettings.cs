using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>Fills <see cref="MutualTlsOptions"/> from their configuration sections.</summary>
internal static class MutualTlsSettings
{
    /// <summary>The name of the section, below that of JwtKit.</summary>
    public const string Section = "MutualTls";

    /// <summary>The parties of the options by name. Names compare without case, as configuration does.</summary>
    public static AddedEntries<MutualTlsOptions> PartiesOf(JwtKitOptions options)
    {
        if (!options.Added.TryGetValue(Section, out AddedEntries? parties))
        {
            options.Added[Section] = parties = new AddedEntries<MutualTlsOptions>(ValuesOf);
        }

        return (AddedEntries<MutualTlsOptions>)parties;
    }

    public static EntryKey KeyOf(string party) => new(Section, party);

    /// <summary>Reads all parties below a section.</summary>
    public static void Read(IConfigurationSection section, JwtKitOptions options)
    {
        AddedEntries<MutualTlsOptions> parties = PartiesOf(options);
        foreach (IConfigurationSection party in section.GetChildren())
        {
            options.Paths[KeyOf(party.Key)] = party.Path;
            List<string> faults = [];
            parties[party.Key] = Read(new SectionReader(party, faults), party, faults);
            options.NoteUnread(KeyOf(party.Key), faults);
        }
    }

    private static object?[] ValuesOf(MutualTlsOptions options) =>
    [
        options.CertificateFile, options.KeyFile, options.KeyPassword, options.ChainFile, options.RootFile, options.RevocationListFile,
        options.AllowMissingPurpose, options.WarnBeforeExpiry, .. options.AllowedSubjects,
    ];

    private static MutualTlsOptions Read(SectionReader settings, IConfigurationSection party, List<string> faults)
    {
        MutualTlsOptions options = new()
        {
            CertificateFile = settings.Text(nameof(MutualTlsOptions.CertificateFile)),
            KeyFile = settings.Text(nameof(MutualTlsOptions.KeyFile)),
            KeyPassword = settings.Text(nameof(MutualTlsOptions.KeyPassword)),
            ChainFile = settings.Text(nameof(MutualTlsOptions.ChainFile)),
            RootFile = settings.Text(nameof(MutualTlsOptions.RootFile)),
            RevocationListFile = settings.Text(nameof(MutualTlsOptions.RevocationListFile)),
            AllowMissingPurpose = settings.Flag(nameof(MutualTlsOptions.AllowMissingPurpose)) ?? false,
        };
        options.WarnBeforeExpiry = settings.Duration(nameof(MutualTlsOptions.WarnBeforeExpiry)) ?? options.WarnBeforeExpiry;
        foreach (string subject in settings.List(nameof(MutualTlsOptions.AllowedSubjects)))
        {
            options.AllowedSubjects.Add(subject);
        }

        // A list that is there and names nobody would let everybody in.
        IConfigurationSection list = party.GetSection(nameof(MutualTlsOptions.AllowedSubjects));
        if (string.IsNullOrEmpty(list.Value) && settings.Has(list.Key) && options.AllowedSubjects.Count == 0)
        {
            faults.Add($"{list.Path}: is empty; name at least one subject, or take AllowedSubjects out to admit all that the root vouches for.");
        }

        settings.NoteUnknown();
        return options;
    }
}

/// <summary>Says which party an application uses, so that its start can tell whether that is configured.</summary>
/// <param name="Name">The party's name under <c>MutualTls</c>.</param>
internal sealed record MutualTlsUse(string Name);
