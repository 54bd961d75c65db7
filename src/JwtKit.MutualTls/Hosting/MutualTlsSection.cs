using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reads the section with the parties, and says what is wrong with each.</summary>
internal sealed class MutualTlsSection(IEnumerable<MutualTlsUse> uses) : IAddedSection
{
    private readonly HashSet<string> used = new(uses.Select(static use => use.Name), StringComparer.OrdinalIgnoreCase);

    public string Name => MutualTlsSettings.Section;

    public void Read(IConfigurationSection section, JwtKitOptions options) => MutualTlsSettings.Read(section, options);

    public IReadOnlyList<string> FaultsOf(string name, JwtKitOptions options)
    {
        EntryKey party = MutualTlsSettings.KeyOf(name);
        MutualTlsOptions settings = MutualTlsSettings.PartiesOf(options)[name];
        List<string> faults = [];
        using PartyFiles files = PartyFiles.Read(settings);
        new TlsMaterialFactory(options.PathOf(party), faults).Make(settings, files);

        // What could not be read is not missing as well.
        UnreadFaults.Remove(faults, options.Unread.GetValueOrDefault(party));
        return faults;
    }

    public string? FaultWithout(string name, JwtKitOptions options) =>
        used.Contains(name) ? $"{options.PathOf(MutualTlsSettings.KeyOf(name))}: is missing; the application uses mutual TLS under this name." : null;

    /// <summary>The parties that the application uses and the options do not have.</summary>
    public IEnumerable<string> Missing(JwtKitOptions options) => used.Where(name => !MutualTlsSettings.PartiesOf(options).Contains(name)).Select(name => FaultWithout(name, options)!);
}

/// <summary>Reports all faults of the parties at once when a host starts, each under the full key of its setting, and parties that are used and not configured.</summary>
internal sealed class MutualTlsOptionsCheck(MutualTlsSection section) : IEntryCheck
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options)
    {
        List<string> faults = [.. MutualTlsSettings.PartiesOf(options).Names.SelectMany(party => section.FaultsOf(party, options)), .. section.Missing(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

/// <summary>Makes the parties that the application uses when the host starts, and not at the first connection: from then on their files and dates are watched.</summary>
internal sealed class MutualTlsStart(TlsParties parties, IEnumerable<MutualTlsUse> uses) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (MutualTlsUse use in uses)
        {
            _ = parties[use.Name];
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
