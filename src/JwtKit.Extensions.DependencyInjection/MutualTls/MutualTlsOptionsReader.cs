using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>Fills <see cref="MutualTlsOptions"/> from their configuration sections.</summary>
internal static class MutualTlsOptionsReader
{
    /// <summary>Reads all parties below a section.</summary>
    public static void Read(IConfigurationSection section, JwtKitOptions options)
    {
        foreach (IConfigurationSection party in section.GetChildren())
        {
            options.MutualTlsPaths[party.Key] = party.Path;
            List<string> faults = [];
            options.MutualTls[party.Key] = Read(new SettingsReader(party, faults), party, faults);
            options.NoteUnread(new EntryKey(EntryKind.MutualTls, party.Key), faults);
        }
    }

    private static MutualTlsOptions Read(SettingsReader settings, IConfigurationSection party, List<string> faults)
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
