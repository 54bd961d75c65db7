namespace JwtKit;

/// <summary>All apps of one configuration with their keys, and the validators of their tokens. It never changes; another one takes its place.</summary>
/// <remarks>Safe for concurrent use until it is disposed.</remarks>
internal sealed class KoreAiAppSet : IKoreAiAppRegistry, IDisposable
{
    private readonly IReadOnlyDictionary<string, KoreAiAppRegistration> apps;
    private readonly IReadOnlyList<IDisposable> keys;

    public KoreAiAppSet(
        IReadOnlyDictionary<string, KoreAiAppRegistration> apps,
        IReadOnlyList<DecryptionKey> platformKeys,
        IReadOnlyList<IDisposable> appKeys,
        TimeProvider timeProvider,
        JwtKitTelemetry telemetry)
    {
        this.apps = apps;
        keys = [.. platformKeys, .. appKeys];
        Users = ValidatorOf(KoreAiTokenKind.User, KoreAiValidatorNames.User);
        Api = ValidatorOf(KoreAiTokenKind.Api, KoreAiValidatorNames.Api);

        TokenValidator ValidatorOf(KoreAiTokenKind kind, string name) =>
            new(name, new JwtValidator(new KoreAiPolicySource(this, kind), platformKeys, timeProvider), keys: null, telemetry);
    }

    public TokenValidator Users { get; }

    public TokenValidator Api { get; }

    public KoreAiAppRegistration? Find(string clientId) => apps.GetValueOrDefault(clientId);

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) => new(Find(clientId));

    public void Dispose()
    {
        foreach (IDisposable key in keys)
        {
            key.Dispose();
        }
    }
}
