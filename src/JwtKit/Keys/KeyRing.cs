namespace JwtKit;

/// <summary>
/// The keys of one purpose through a rotation: the current one is used, the next one is accepted (and published) but not used yet, retired ones are
/// accepted until they are removed.
/// </summary>
/// <typeparam name="T">A kind of key, such as <see cref="SigningKey"/> or <see cref="VerificationKey"/>.</typeparam>
/// <remarks>
/// Immutable and safe for concurrent use: each step of a rotation makes a new ring. The keys stay the caller's, because several rings hold them; a key
/// that was removed is disposed by whoever made it, once nothing uses it any more.
/// </remarks>
public sealed class KeyRing<T>
    where T : class, IIdentifiedKey
{
    private readonly KeyIndex<T> index;

    /// <summary>A ring of these keys.</summary>
    /// <param name="current">The key in use.</param>
    /// <param name="next">The key that <see cref="Rotate()"/> brings into use; none by default.</param>
    /// <param name="retired">Keys that were in use, the latest first; none by default.</param>
    /// <exception cref="ArgumentException">A key is there twice, or two keys have the same key id.</exception>
    public KeyRing(T current, T? next = null, IEnumerable<T>? retired = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        Current = current;
        Next = next;
        Retired = Array.AsReadOnly(retired?.ToArray() ?? []);
        All = Array.AsReadOnly<T>([current, .. next is null ? [] : new[] { next }, .. Retired]);
        index = new KeyIndex<T>(All.OfType<T>(), static key => key.KeyId);
        RequireDistinct(All, index);
    }

    /// <summary>The key in use.</summary>
    public T Current { get; }

    /// <summary>The key that will be used after <see cref="Rotate()"/>, if one is announced. Announce it for as long as others keep the published keys.</summary>
    public T? Next { get; }

    /// <summary>Keys that were in use, the latest first. Keep one for the lifetime of the last token made with it.</summary>
    public IReadOnlyList<T> Retired { get; }

    /// <summary>Every key that is accepted: the current one first, then the next, then the retired ones.</summary>
    public IReadOnlyList<T> All { get; }

    /// <summary>The key with this id, compared ordinally; null where there is none. Never a key without an id.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    public T? Find(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return index.Find(keyId);
    }

    /// <summary>Announces a key: it is accepted from now on, and used after <see cref="Rotate()"/>. One announced before gives way to it.</summary>
    /// <param name="next">A key that is not in the ring.</param>
    /// <exception cref="ArgumentException">The key or its id is in the ring already.</exception>
    public KeyRing<T> Announce(T next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new KeyRing<T>(Current, next, Retired);
    }

    /// <summary>Brings the announced key into use and retires the current one.</summary>
    /// <exception cref="InvalidOperationException">No key is announced.</exception>
    public KeyRing<T> Rotate() => Next is null
        ? throw new InvalidOperationException("The ring has no next key; Announce one before, so that others know it by the time it is used, or Rotate(key) at once.")
        : new KeyRing<T>(Next, next: null, [Current, .. Retired]);

    /// <summary>Brings a key into use that was not announced, as after a leak or where nobody needs to fetch it first, and retires the current one. An announced key stays announced.</summary>
    /// <param name="current">A key that is not in the ring.</param>
    /// <exception cref="ArgumentException">The key or its id is in the ring already.</exception>
    public KeyRing<T> Rotate(T current)
    {
        ArgumentNullException.ThrowIfNull(current);
        return new KeyRing<T>(current, Next, [Current, .. Retired]);
    }

    /// <summary>Removes the announced key or a retired one: from now on it is not accepted.</summary>
    /// <param name="key">A key of the ring.</param>
    /// <exception cref="ArgumentException">The key is not in the ring, or is the current one.</exception>
    public KeyRing<T> Remove(T key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (ReferenceEquals(key, Current))
        {
            throw new ArgumentException("The key is the current one; Rotate first, so that another is in use.", nameof(key));
        }

        return All.Contains(key, ReferenceEqualityComparer.Instance)
            ? new KeyRing<T>(Current, ReferenceEquals(key, Next) ? null : Next, Retired.Where(other => !ReferenceEquals(other, key)))
            : throw new ArgumentException("The key is not in the ring.", nameof(key));
    }

    /// <summary>How many keys it has, never a key.</summary>
    public override string ToString() => $"KeyRing ({All.Count} keys)";

    private static void RequireDistinct(IReadOnlyList<T> keys, KeyIndex<T> index)
    {
        if (keys.Any(static key => key is null) || keys.Distinct(ReferenceEqualityComparer.Instance).Count() != keys.Count)
        {
            throw new ArgumentException("A key is in the ring twice, or is null; each place needs a key of its own.");
        }

        if (index.RepeatedKeyId is not null)
        {
            throw new ArgumentException("Two keys of the ring have the same key id; a token could not say which one it means. Give each its own, for instance the Thumbprint of an RSA key.");
        }
    }
}
