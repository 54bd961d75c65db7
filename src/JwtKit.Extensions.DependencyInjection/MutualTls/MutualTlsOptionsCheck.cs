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
            string path = options.MutualTlsPathOf(party);
            using PartyFiles files = PartyFiles.Read(settings);
            new TlsMaterialFactory(path, faults).Make(settings, files);
        }

        foreach (MutualTlsUse use in uses.Where(use => !options.MutualTls.ContainsKey(use.Name)).DistinctBy(static use => use.Name, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"{options.MutualTlsPathOf(use.Name)}: is missing; the application uses mutual TLS under this name.");
        }

        // What could not be read is not missing as well.
        faults.RemoveAll(fault => options.Faults.Exists(unread => fault.StartsWith(unread[..(unread.IndexOf(": ", StringComparison.Ordinal) + 2)], StringComparison.Ordinal)));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
