using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>The keys with which a receiver opens envelopes: one key, several, or a <see cref="KeyRing{T}"/>, each of which converts to this.</summary>
/// <remarks>
/// A message only ever rules keys out: those of another algorithm, and, where any key has an id and the message names one, all but the key of that id. The
/// others are tried, at most <see cref="MaximumKeysTried"/> of them. Immutable and safe for concurrent use. The keys stay the caller's.
/// </remarks>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "From takes whatever the operators take.")]
public sealed class EnvelopeKeys
{
    private readonly DecryptionKeyTable keys;
    private readonly int maximumKeysTried = KeyTries.Default;

    /// <summary>These keys.</summary>
    /// <param name="keys">At least one, local or remote: RSA with OAEP, or shared with 32 bytes.</param>
    /// <exception cref="ArgumentException">
    /// There is no key, one is null, for RSA1_5 or a shared one of another length, or two have the same key id under the same way of key management.
    /// </exception>
    public EnvelopeKeys(params IEnumerable<DecryptionKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        DecryptionKey[] all = [.. keys];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no key; at least one is needed to open envelopes.", nameof(keys));
        }

        foreach (DecryptionKey key in all)
        {
            EnvelopeRules.Require(key, nameof(keys));
            IsRemote |= key.IsRemote;
        }

        this.keys = new DecryptionKeyTable(all);
        if (this.keys.HasDuplicates)
        {
            throw new ArgumentException("Two keys have the same key id and key management; a message could not say which one it means.", nameof(keys));
        }
    }

    /// <summary>
    /// How many keys are tried for a message that does not name its key, or where no key has an id. It bounds what one message from anybody can cost: each try is one
    /// decryption (about a millisecond for RSA with 2048 bits) or one call to a remote key. Keys of another algorithm cost nothing and do not count; a message that names its
    /// key has one try.
    /// </summary>
    /// <remarks>Where more keys fit, those that come first are tried, and a message for another one does not open. Give keys ids, so that none needs to be tried.</remarks>
    /// <value>16 by default; 1 to 1000.</value>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int MaximumKeysTried
    {
        get => maximumKeysTried;
        init => maximumKeysTried = KeyTries.FaultOf(value) is { } fault ? throw new ArgumentException($"MaximumKeysTried {fault}", nameof(value)) : value;
    }

    /// <summary>Whether one of the keys is elsewhere, so that opening is asynchronous.</summary>
    public bool IsRemote { get; }

    /// <summary>One key.</summary>
    /// <param name="key">The key.</param>
    public static implicit operator EnvelopeKeys(DecryptionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return From(key);
    }

    /// <summary>Several keys.</summary>
    /// <param name="keys">The keys; copied.</param>
    public static implicit operator EnvelopeKeys(DecryptionKey[] keys) => From(keys);

    /// <summary>Several keys.</summary>
    /// <param name="keys">The keys; copied.</param>
    public static implicit operator EnvelopeKeys(List<DecryptionKey> keys) => From(keys);

    /// <summary>The keys of a ring: the current one, the next and the retired ones.</summary>
    /// <param name="ring">The ring as it is now.</param>
    public static implicit operator EnvelopeKeys(KeyRing<DecryptionKey> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return From(ring.All);
    }

    /// <summary>These keys, for what does not convert by itself: a sequence, or the keys of several rings.</summary>
    /// <param name="keys">As those of the constructor.</param>
    /// <inheritdoc cref="EnvelopeKeys(IEnumerable{DecryptionKey})" path="/exception" />
    public static EnvelopeKeys From(params IEnumerable<DecryptionKey> keys) => new(keys);

    /// <summary>How many keys there are, never a key.</summary>
    public override string ToString() => $"EnvelopeKeys ({keys.Count})";

    /// <summary>The keys to try.</summary>
    /// <param name="keyId">The message's, if it has one.</param>
    /// <param name="fits">Whether the message can be meant for keys of a way of key management.</param>
    internal IEnumerable<DecryptionKey> For(string? keyId, Func<KeyManagement, bool> fits) => keys.For(keyId, fits).Take(MaximumKeysTried);
}
