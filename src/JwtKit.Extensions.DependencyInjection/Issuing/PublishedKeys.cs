namespace JwtKit;

/// <summary>
/// The public keys of all issuers that have one, for publishing: those that sign now, those announced as next, and former ones until the last token under
/// them has expired. A singleton; safe for concurrent use.
/// </summary>
public sealed class PublishedKeys
{
    private readonly PublishedKeyTable table;

    /// <exception cref="InvalidOperationException">Different keys have the same key id.</exception>
    internal PublishedKeys(PublishedKeyTable table)
    {
        this.table = table;
        table.Open();
    }

    /// <summary>The set at this moment. The same object until it changes.</summary>
    public PublishedKeySet Current => table.Current;
}
