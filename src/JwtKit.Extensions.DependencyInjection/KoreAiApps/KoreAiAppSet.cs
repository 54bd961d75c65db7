namespace JwtKit;

/// <summary>All apps of one configuration with their keys, and the validators of their tokens. It never changes; another one takes its place.</summary>
/// <remarks>Safe for concurrent use until it is disposed. It is a user of each key that it has; keys are erased after their last user.</remarks>
internal sealed class KoreAiAppSet : IKoreAiAppRegistry, IDisposable
{
    private readonly Dictionary<string, KoreAiAppRegistration> apps;

    /// <param name="apps">The apps; their Client IDs differ.</param>
    /// <param name="platform">The platform's keys.</param>
    /// <param name="attempts">What making them has found.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="telemetry">For the validators.</param>
    public KoreAiAppSet(IReadOnlyList<KoreAiAppState> apps, KoreAiPlatformState platform, EntryAttempts attempts, TimeProvider timeProvider, JwtKitTelemetry telemetry)
    {
        Attempts = attempts;
        States = apps.ToDictionary(static app => app.Path, StringComparer.OrdinalIgnoreCase);
        Platform = platform;
        this.apps = apps.ToDictionary(static app => app.Registration.ClientId, static app => app.Registration, StringComparer.Ordinal);
        Users = ValidatorOf(KoreAiTokenKind.User, KoreAiValidatorNames.User);
        Api = ValidatorOf(KoreAiTokenKind.Api, KoreAiValidatorNames.Api);

        LocalValidator ValidatorOf(KoreAiTokenKind kind, string name) =>
            new(name, new JwtValidator(new KoreAiPolicySource(this, kind), platform.All, timeProvider), keys: null, telemetry);
    }

    /// <summary>The apps by their full configuration key.</summary>
    public IReadOnlyDictionary<string, KoreAiAppState> States { get; }

    public KoreAiPlatformState Platform { get; }

    /// <summary>What making the apps, and the platform's keys, has found.</summary>
    public EntryAttempts Attempts { get; }

    public LocalValidator Users { get; }

    public LocalValidator Api { get; }

    /// <summary>Whether anything is in use that another set does not have, or the reverse.</summary>
    public bool Differs(KoreAiAppSet other) => !ReferenceEquals(Platform.Keys, other.Platform.Keys)
        || States.Count != other.States.Count
        || States.Any(app => !ReferenceEquals(app.Value.Keys, other.States.GetValueOrDefault(app.Key)?.Keys));

    public KoreAiAppRegistration? Find(string clientId) => apps.GetValueOrDefault(clientId);

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) => new(Find(clientId));

    public void Dispose()
    {
        Platform.Keys.Leave();
        foreach (KoreAiAppState app in States.Values)
        {
            app.Keys.Leave();
        }
    }
}

/// <summary>Validates the tokens of the configured apps: each by the configuration of its moment, whose keys last until it is done.</summary>
internal sealed class KoreAiTokenValidator(ConfiguredKoreAiApps apps, KoreAiTokenKind kind) : ITokenValidator
{
    public string Name => kind == KoreAiTokenKind.User ? KoreAiValidatorNames.User : KoreAiValidatorNames.Api;

    public async ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default)
    {
        Lease<KoreAiAppSet> set = apps.Enter();
        try
        {
            LocalValidator validator = kind == KoreAiTokenKind.User ? set.Value.Users : set.Value.Api;
            return await validator.ValidateAsync(token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            set.Leave();
        }
    }
}
