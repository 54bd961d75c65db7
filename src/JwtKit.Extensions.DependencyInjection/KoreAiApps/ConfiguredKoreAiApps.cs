using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The apps of the configuration as it is at present.</summary>
/// <remarks>Safe for concurrent use. What <see cref="FindAsync"/> finds has keys that end with their configuration; the validators hold on to theirs.</remarks>
internal sealed class ConfiguredKoreAiApps : ReloadingConfiguration<KoreAiAppsOptions>, IKoreAiAppRegistry
{
    private readonly KoreAiAppsReader[] readers;
    private readonly KoreAiAppSetFactory factory;
    private readonly Reloadable<KoreAiAppSet> current = new(nameof(ConfiguredKoreAiApps));

    /// <exception cref="OptionsValidationException">The configuration has faults; the message names each.</exception>
    public ConfiguredKoreAiApps(
        IEnumerable<KoreAiAppsReader> readers, KoreAiAppSetFactory factory, TimeProvider timeProvider, JwtKitTelemetry telemetry, ILogger<ConfiguredKoreAiApps> logger)
        : base(readers.SelectMany(static reader => reader.Sections), timeProvider, new ReloadLog(logger, telemetry))
    {
        this.readers = [.. readers];
        this.factory = factory;
        KoreAiAppsOptions options = new();
        Array.ForEach(this.readers, reader => reader.Configure(options));
        (KoreAiAppSet set, FileWatch files) = factory.Start(options);
        Begin(files);
        current.Replace(new Lease<KoreAiAppSet>(set));
        Follow(options.Tokens);
    }

    /// <summary>An app that was taken out can do nothing from then on, also where it was the last.</summary>
    protected override bool RequiresSettings => false;

    /// <summary>The current apps, counted in. The caller leaves them.</summary>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public Lease<KoreAiAppSet> Enter() => current.Enter()!;

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        Lease<KoreAiAppSet> set = Enter();
        try
        {
            return new(set.Value.Find(clientId));
        }
        finally
        {
            set.Leave();
        }
    }

    protected override KoreAiAppsOptions Read()
    {
        KoreAiAppsOptions options = new();
        Array.ForEach(readers, reader => reader.ReadInto(options));
        return options;
    }

    protected override IEnumerable<string> FilesOf(KoreAiAppsOptions options) => EntrySettings.FilesOf(options);

    protected override Takeover? TakeOver(KoreAiAppsOptions options)
    {
        Lease<KoreAiAppSet> before = Enter();
        try
        {
            if (factory.Change(options, before.Value, Files) is not { } changed)
            {
                return null;
            }

            bool isTaken = changed.Refused.Count == 0 || changed.Set.Differs(before.Value);
            current.Replace(new Lease<KoreAiAppSet>(changed.Set));
            return new Takeover(isTaken, changed.Refused, changed.Set.Attempts.IsDue);
        }
        finally
        {
            before.Leave();
        }
    }

    protected override void Close() => current.Close();
}

/// <summary>Has the apps read when the host starts: read at the first request, they would have no last good state before it.</summary>
internal sealed class KoreAiAppsStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService(typeof(ConfiguredKoreAiApps));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
