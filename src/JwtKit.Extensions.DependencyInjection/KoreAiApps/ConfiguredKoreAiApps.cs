using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>The apps of the configuration as it is at present. A change is taken over as a whole or, if anything is wrong with it, not at all.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class ConfiguredKoreAiApps : IKoreAiAppRegistry, IDisposable
{
    private readonly Lock gate = new();
    private readonly IOptionsFactory<KoreAiAppsOptions> factory;
    private readonly KoreAiAppsLog log;
    private readonly List<IDisposable> subscriptions;
    private volatile Dictionary<string, KoreAiAppRegistration> apps;

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public ConfiguredKoreAiApps(IOptionsFactory<KoreAiAppsOptions> factory, IEnumerable<KoreAiAppsReader> readers, ILogger<ConfiguredKoreAiApps> logger)
    {
        this.factory = factory;
        log = new KoreAiAppsLog(logger);
        apps = factory.Create(Options.DefaultName).Apps;
        subscriptions = [.. readers.Select(reader => ChangeToken.OnChange(reader.Section.GetReloadToken, Reload))];
    }

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) => new(apps.GetValueOrDefault(clientId));

    public void Dispose() => subscriptions.ForEach(static subscription => subscription.Dispose());

    private void Reload()
    {
        lock (gate)
        {
            try
            {
                apps = factory.Create(Options.DefaultName).Apps;
                log.Reloaded();
            }
            catch (OptionsValidationException e)
            {
                log.Refused(string.Join(' ', e.Failures));
            }
        }
    }
}
