using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults of the parties at once, each under the full key of its setting, and parties that are used and not configured.</summary>
internal sealed class MutualTlsOptionsCheck(IEnumerable<MutualTlsUse> uses) : IValidateOptions<JwtKitOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options)
    {
        List<string> faults = [];
        foreach ((string party, MutualTlsOptions settings) in options.MutualTls)
        {
            faults.AddRange(FaultsOf(party, settings, options));
        }

        faults.AddRange(uses.Where(use => !options.MutualTls.ContainsKey(use.Name)).DistinctBy(static use => use.Name, StringComparer.OrdinalIgnoreCase).Select(use => Missing(use.Name, options)));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>What is wrong with a party and its files, but for what could not be read at all.</summary>
    public static List<string> FaultsOf(string party, MutualTlsOptions settings, JwtKitOptions options)
    {
        List<string> faults = [];
        using PartyFiles files = PartyFiles.Read(settings);
        new TlsMaterialFactory(options.MutualTlsPathOf(party), faults).Make(settings, files);

        // What could not be read is not missing as well.
        UnreadFaults.Remove(faults, options.Unread.GetValueOrDefault(new EntryKey(EntryKind.MutualTls, party)));
        return faults;
    }

    /// <summary>The fault of a party that is used and not configured.</summary>
    public static string Missing(string party, JwtKitOptions options) => $"{options.MutualTlsPathOf(party)}: is missing; the application uses mutual TLS under this name.";
}
