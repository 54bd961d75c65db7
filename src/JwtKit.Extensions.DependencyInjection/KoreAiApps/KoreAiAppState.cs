namespace JwtKit;

/// <summary>Keys that go together.</summary>
internal sealed class OwnedKeys(IReadOnlyList<IDisposable> keys) : IDisposable
{
    public void Dispose()
    {
        foreach (IDisposable key in keys)
        {
            key.Dispose();
        }
    }
}

/// <summary>What was made of one app, and of which settings.</summary>
/// <param name="Path">The full configuration key of the app.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Registration">The app.</param>
/// <param name="Keys">Its keys. Each set of apps that has the app is a user of them.</param>
internal sealed record KoreAiAppState(string Path, EntrySettings Settings, KoreAiAppRegistration Registration, Counted<OwnedKeys> Keys);

/// <summary>The platform's keys, which all apps encrypt for.</summary>
/// <param name="Settings">Their settings.</param>
/// <param name="All">The keys.</param>
/// <param name="Keys">The same, counted.</param>
internal sealed record KoreAiPlatformState(EntrySettings Settings, IReadOnlyList<DecryptionKey> All, Counted<OwnedKeys> Keys);
