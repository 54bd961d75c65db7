namespace JwtKit;

/// <summary>
/// The public keys of all issuers that have one, for publishing: those that sign now, those announced as next, and former ones until the last token under
/// them has expired. A singleton; safe for concurrent use.
/// </summary>
public sealed class PublishedKeys
{
    private readonly JwtKitRuntime runtime;

    /// <exception cref="InvalidOperationException">Different keys have the same key id.</exception>
    internal PublishedKeys(JwtKitRuntime runtime)
    {
        this.runtime = runtime;
        runtime.Published.Open();
    }

    /// <summary>The set at this moment. The same object until it changes.</summary>
    public PublishedKeySet Current => runtime.Published.Current;
}
