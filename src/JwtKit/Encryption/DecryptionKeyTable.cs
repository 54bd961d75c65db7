using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>
/// Decryption keys, and those of them that a message may mean. A message only ever rules keys out: where any key has an id, one that names an id means the keys of that id
/// and no other; and a key of another way of key management cannot be meant. Immutable and safe for concurrent use.
/// </summary>
internal sealed class DecryptionKeyTable
{
    private readonly DecryptionKey[] keys;
    private readonly KeyIndex<DecryptionKey> byId;
    private readonly (KeyManagement Way, DecryptionKey[] Keys)[] byWay;
    private string? keyIds;

    /// <param name="keys">None is null; kept.</param>
    /// <param name="keyIdComparer">Compares ids ordinally; the usual comparer by default.</param>
    public DecryptionKeyTable(DecryptionKey[] keys, IEqualityComparer<string>? keyIdComparer = null)
    {
        this.keys = keys;
        byId = new KeyIndex<DecryptionKey>(keys, static key => key.KeyId, keyIdComparer);
        byWay = [.. keys.GroupBy(static key => key.KeyManagement).Select(static group => (group.Key, group.ToArray()))];
    }

    public int Count => keys.Length;

    /// <summary>The ids, for a message.</summary>
    public string KeyIds => keyIds ??= NameList.Or([.. byId.KeyIds.Select(static id => LogText.Clean(id)!)]);

    /// <summary>The ways of key management of the keys that a message may mean, for a failure.</summary>
    /// <param name="keyId">The message's, if it has one.</param>
    public string WaysFor(string? keyId) =>
        string.Join(" or ", IsNamed(keyId) ? byId.All(keyId).Select(static key => key.KeyManagement.Name) : byWay.Select(static group => group.Way.Name));

    /// <summary>Whether two keys have the same id under the same way of key management, so that a message could not say which one it means.</summary>
    public bool HasDuplicates => byId.KeyIds.Any(id => byId.All(id).DistinctBy(static key => key.KeyManagement).Count() < byId.All(id).Length);

    public bool Contains(DecryptionKey key) => (key.KeyId is null ? keys : byId.All(key.KeyId)).Contains(key);

    /// <summary>Whether the message means any key, whatever its way of key management.</summary>
    public bool Knows(string? keyId) => !IsNamed(keyId) || byId.All(keyId).Length > 0;

    /// <summary>The keys to try, those of one way of key management after the other, each in the order of the keys.</summary>
    /// <param name="keyId">The message's, if it has one.</param>
    /// <param name="fits">Whether the message can be meant for keys of a way.</param>
    public IEnumerable<DecryptionKey> For(string? keyId, Func<KeyManagement, bool> fits) => IsNamed(keyId)
        ? byId.All(keyId).Where(key => fits(key.KeyManagement))
        : byWay.Where(group => fits(group.Way)).SelectMany(static group => group.Keys);

    /// <summary>How many keys there are to try.</summary>
    public int CountFor(string? keyId, KeyManagement? way) => IsNamed(keyId)
        ? byId.All(keyId).Count(key => key.KeyManagement == way)
        : byWay.FirstOrDefault(group => group.Way == way).Keys?.Length ?? 0;

    /// <summary>Whether the message means the keys of an id.</summary>
    /// <param name="keyId">The message's, if it has one.</param>
    public bool IsNamed([NotNullWhen(true)] string? keyId) => keyId is not null && !byId.IsEmpty;
}
