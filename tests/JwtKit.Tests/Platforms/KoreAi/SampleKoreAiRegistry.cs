namespace JwtKit.Tests;

/// <summary>A registry that a test changes. It counts what it was asked.</summary>
internal sealed class SampleKoreAiRegistry : IKoreAiAppRegistry
{
    private readonly Dictionary<string, KoreAiAppRegistration> apps = new(StringComparer.Ordinal);

    public int Asked { get; private set; }

    public static SampleKoreAiRegistry Of(params KoreAiApp[] apps)
    {
        SampleKoreAiRegistry registry = new();
        foreach (KoreAiApp app in apps)
        {
            registry.Put(app);
        }

        return registry;
    }

    public void Put(KoreAiApp? app, string clientId = "cs-1") => apps[app?.ClientId ?? clientId] = new KoreAiAppRegistration { ClientId = app?.ClientId ?? clientId, App = app };

    public void PutAs(string clientId, KoreAiApp app) => apps[clientId] = new KoreAiAppRegistration { ClientId = clientId, App = app };

    public void Remove(string clientId) => apps.Remove(clientId);

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        Asked++;
        return new(apps.GetValueOrDefault(clientId));
    }
}
