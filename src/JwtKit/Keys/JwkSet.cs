using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>A JWK set (RFC 7517 section 5): the public RSA keys of one party. Immutable and safe for concurrent use.</summary>
public sealed class JwkSet
{
    /// <summary>How many keys a set may have.</summary>
    public const int MaximumKeys = 100;

    /// <summary>How long the text of a set may be unless told otherwise, in bytes: 256 KiB.</summary>
    public const int DefaultMaximumLength = 256 * 1024;

    private readonly KeyIndex<Jwk> index;

    internal JwkSet(List<Jwk> keys, List<SkippedJwk> skipped)
    {
        Keys = keys.AsReadOnly();
        index = new KeyIndex<Jwk>(Keys, static key => key.KeyId);
        Skipped = skipped.AsReadOnly();
    }

    /// <summary>A set of these keys, for publishing. A key that is there twice, with the same labels, is published once.</summary>
    /// <param name="keys">Public RSA keys, at most 100.</param>
    /// <exception cref="ArgumentException">One is private or a secret, two different ones have the same key id, or there are too many.</exception>
    public JwkSet(IEnumerable<Jwk> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Jwk[] distinct = [.. keys.Where(NotPrivate).DistinctBy(static key => key.ToJson())];
        index = new KeyIndex<Jwk>(distinct, static key => key.KeyId);
        if (index.RepeatedKeyId is { } repeated)
        {
            throw new ArgumentException($"Two keys of the set have the key id '{repeated}'; give each its own, for instance its Thumbprint.", nameof(keys));
        }

        Keys = distinct.Length <= MaximumKeys
            ? distinct.AsReadOnly()
            : throw new ArgumentException($"The set would have {distinct.Length} keys; at most {MaximumKeys} are accepted.", nameof(keys));
        Skipped = [];
    }

    /// <summary>The keys that can be used, in the order of the text.</summary>
    public IReadOnlyList<Jwk> Keys { get; }

    /// <summary>
    /// The other keys, in the order of the text, each with the reason why it is left out: its <c>kty</c> or <c>alg</c> is not known here, or it is damaged or too
    /// weak (RFC 7517 section 5). What a key is for is asked where it is used: <see cref="VerificationKey.FromJwkSet"/>.
    /// </summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; }

    /// <summary>Reads a JWK set, leaving out the keys that cannot be used.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maximumLength">In bytes of UTF-8.</param>
    /// <exception cref="CryptographicException">The text is no JWK set, or one that holds private keys or uses a key id twice.</exception>
    public static JwkSet Parse(string json, int maximumLength = DefaultMaximumLength)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(json, out JwkSet? set, out JwkSetFault? fault, maximumLength) ? set : throw new CryptographicException(fault.Description);
    }

    /// <summary>Reads a JWK set, leaving out the keys that cannot be used.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="maximumLength">In bytes.</param>
    /// <exception cref="CryptographicException">The text is no JWK set, or one that holds private keys or uses a key id twice.</exception>
    public static JwkSet Parse(ReadOnlySpan<byte> utf8, int maximumLength = DefaultMaximumLength) =>
        TryParse(utf8, out JwkSet? set, out JwkSetFault? fault, maximumLength) ? set : throw new CryptographicException(fault.Description);

    /// <summary>The same for a text that came over the wire: never throws.</summary>
    /// <param name="json">The text.</param>
    /// <param name="set">The set, unless there is a fault.</param>
    /// <param name="fault">Why there is no set.</param>
    /// <param name="maximumLength">In bytes of UTF-8.</param>
    public static bool TryParse(
        string? json, [NotNullWhen(true)] out JwkSet? set, [NotNullWhen(false)] out JwkSetFault? fault, int maximumLength = DefaultMaximumLength)
    {
        // The limit holds before the text is copied. Half a surrogate pair would silently turn into another character.
        if (json?.Length > maximumLength)
        {
            set = null;
            fault = JwkSetReader.TooLong(maximumLength);
            return false;
        }

        byte[] utf8 = json is not null && WellFormedText.IsWellFormed(json) ? Encoding.UTF8.GetBytes(json) : [];
        return TryParse(utf8, out set, out fault, maximumLength);
    }

    /// <summary>The same for a text that came over the wire: never throws.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="set">The set, unless there is a fault.</param>
    /// <param name="fault">Why there is no set.</param>
    /// <param name="maximumLength">In bytes.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JwkSet? set, [NotNullWhen(false)] out JwkSetFault? fault, int maximumLength = DefaultMaximumLength)
    {
        set = null;
        fault = utf8.Length > maximumLength ? JwkSetReader.TooLong(maximumLength) : JwkSetReader.Read(utf8, out set);
        return fault is null;
    }

    /// <summary>The key with this id, compared ordinally; null where there is none. Never a key without an id.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    public Jwk? Find(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return index.Find(keyId);
    }

    /// <summary>The set as JSON, public members only; what was left out on reading is not in it.</summary>
    public string ToJson() => JwkWriter.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys"u8);
        foreach (Jwk key in Keys)
        {
            key.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>How many keys it has.</summary>
    public override string ToString() => $"JwkSet ({Keys.Count} keys)";

    private static bool NotPrivate(Jwk key) => key is { HasPrivateMembers: false }
        ? true
        : throw new ArgumentException("A key of the set is private, a secret, or null; only public keys are published. RsaPrivateKey.GetPublicKey().ToJwk() makes one.");
}
