using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>A JSON Web Key (RFC 7517 section 4): an RSA key, public or private, or a shared secret (<c>oct</c>), with what it is meant for.</summary>
/// <remarks>
/// Immutable but for <see cref="Dispose"/>, which erases private material; safe for concurrent use. The keys made from it are copies and outlive it.
/// Prints type, algorithm and key id, never the key. <c>x5c</c>, <c>x5u</c> and members that JwtKit does not know are not looked at. A member without content
/// (<c>null</c>, an empty string, an empty array) counts as absent, and leading zero octets of numbers do not count.
/// </remarks>
public sealed class Jwk : IDisposable
{
    internal const string Rsa = "RSA";
    internal const string Octets = "oct";

    private readonly JwkLabels labels;
    private readonly RsaPublicKey? publicKey;
    private readonly JwkMaterial? material;

    /// <summary>An RSA key.</summary>
    /// <param name="publicKey">The public half.</param>
    /// <param name="pkcs8">The private key, if there is one; owned from here on.</param>
    /// <param name="labels">Checked by the caller.</param>
    internal Jwk(RsaPublicKey publicKey, byte[]? pkcs8, JwkLabels labels)
    {
        this.labels = labels;
        this.publicKey = publicKey;
        material = pkcs8 is null ? null : new JwkMaterial(pkcs8);
    }

    /// <summary>A shared secret.</summary>
    /// <param name="octets">Owned from here on.</param>
    /// <param name="labels">Checked by the caller.</param>
    internal Jwk(byte[] octets, JwkLabels labels)
    {
        this.labels = labels;
        material = new JwkMaterial(octets);
    }

    /// <summary><c>kty</c>: <c>RSA</c> or <c>oct</c>.</summary>
    public string KeyType => publicKey is null ? Octets : Rsa;

    /// <summary><c>kid</c>, if the key has one; at most 256 characters.</summary>
    public string? KeyId => labels.KeyId;

    /// <summary><c>alg</c>: the one algorithm the key is meant for, if it says so. It may be one that JwtKit does not know.</summary>
    public string? Algorithm => labels.Algorithm;

    /// <summary><c>use</c>, if the key has one: <c>sig</c> or <c>enc</c>.</summary>
    public string? Use => labels.Use;

    /// <summary><c>key_ops</c>: what the key may be used for, such as <c>sign</c> or <c>verify</c>; null where the key does not say.</summary>
    public IReadOnlyList<string>? KeyOperations => labels.KeyOperations;

    /// <summary>Whether this is a private RSA key or a secret, and so not to be published.</summary>
    public bool HasPrivateMembers => material is not null;

    /// <summary>
    /// The SHA-256 thumbprint in base64url (RFC 7638 section 3), the same for both halves of an RSA key. That of an <c>oct</c> key is a hash of the
    /// secret: a short one can be found from it by trying, so do not publish it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It is an <c>oct</c> key and was disposed.</exception>
    public string Thumbprint => publicKey?.Thumbprint ?? material!.Use(static octets => JwkThumbprint.OfOctets(octets));

    internal RsaPublicKey? PublicKey => publicKey;

    /// <summary>The place in the set that the key was read from, from 1 on; 0 for one that came by itself.</summary>
    internal int Number { get; init; }

    /// <summary>Reads one JWK of type <c>RSA</c> or <c>oct</c>.</summary>
    /// <param name="json">One JSON object of at most 64 KiB.</param>
    /// <param name="allowSmallExponent">Admits an RSA public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The text is no such key, or the key is too weak; the message names the member at fault, never its value.</exception>
    public static Jwk Parse(string json, bool allowSmallExponent = false)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!WellFormedText.IsWellFormed(json))
        {
            throw new CryptographicException("The JWK holds half of a surrogate pair, which has no UTF-8 form.");
        }

        byte[] utf8 = KeyMemory.Allocate(Encoding.UTF8.GetByteCount(json));
        try
        {
            Encoding.UTF8.GetBytes(json, utf8);
            return Parse(utf8, allowSmallExponent);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    /// <summary>Reads one JWK of type <c>RSA</c> or <c>oct</c>.</summary>
    /// <param name="utf8">One JSON object of at most 64 KiB; the caller erases it.</param>
    /// <param name="allowSmallExponent">Admits an RSA public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The text is no such key, or the key is too weak; the message names the member at fault, never its value.</exception>
    public static Jwk Parse(ReadOnlySpan<byte> utf8, bool allowSmallExponent = false) => JwkReader.Read(utf8, allowSmallExponent);

    /// <summary>The public half of an RSA key, also where this is the private one.</summary>
    /// <exception cref="CryptographicException">The key is a secret, of which nothing is public.</exception>
    public RsaPublicKey GetPublicKey() => publicKey ?? throw new CryptographicException("The JWK is a shared secret (kty oct); an RSA key is needed.");

    /// <summary>The private RSA key, as a copy of its own.</summary>
    /// <exception cref="CryptographicException">The key is public, or a secret.</exception>
    /// <exception cref="ObjectDisposedException">The JWK was disposed.</exception>
    public RsaPrivateKey GetPrivateKey()
    {
        RsaModulus numbers = GetPublicKey().Numbers;
        return material is null
            ? throw new CryptographicException("The JWK is a public RSA key; the private one is needed, with \"d\" and the primes.")
            : new RsaPrivateKey(material.Use(KeyMemory.Copy), numbers);
    }

    /// <summary>The shared secret, as a copy of its own.</summary>
    /// <exception cref="CryptographicException">The key is an RSA key.</exception>
    /// <exception cref="ObjectDisposedException">The JWK was disposed.</exception>
    public Secret GetSecret() => publicKey is null
        ? material!.Use(Secret.FromJwk)
        : throw new CryptographicException("The JWK is an RSA key; a shared secret (kty oct) is needed.");

    /// <summary>The key as JSON: <c>kty</c>, <c>use</c>, <c>key_ops</c>, <c>alg</c>, <c>kid</c> and the numbers; members that JwtKit does not know are gone.</summary>
    /// <param name="includePrivate">Writes private members or the secret too: whoever reads the text can sign.</param>
    /// <exception cref="InvalidOperationException">The key is a secret and its private members were not asked for, or it has none and they were.</exception>
    /// <exception cref="ObjectDisposedException">Private members were asked for and the JWK was disposed.</exception>
    public string ToJson(bool includePrivate = false) => (publicKey, material, includePrivate) switch
    {
        (null, _, false) => throw new InvalidOperationException("An oct key is a secret and has no public form; ToJson(includePrivate: true) writes the secret."),
        (null, _, true) => JwkWriter.Write(writer => material!.Use(octets => JwkWriter.WriteOctets(writer, labels, octets))),
        (_, null, true) => throw new InvalidOperationException("The JWK is a public key and has no private members; ToJson() writes it."),
        (_, _, true) => JwkWriter.Write(writer => material.Use(pkcs8 => JwkWriter.WritePrivate(writer, labels, pkcs8))),
        _ => JwkWriter.Write(writer => JwkWriter.WritePublic(writer, labels, publicKey.Numbers)),
    };

    /// <summary>Erases private members, if there are any; the public half of an RSA key stays usable.</summary>
    public void Dispose() => material?.Dispose();

    /// <summary>Type, algorithm if it is a known one, and key id.</summary>
    public override string ToString() =>
        $"Jwk ({KeyType}{(publicKey is not null && material is not null ? " private" : "")}{(Algorithm is null ? "" : JwkAlgorithms.IsKnown(Algorithm) ? $", {Algorithm}" : ", unknown alg")}{(KeyId is null ? "" : $", kid {KeyId}")})";

    internal void WriteTo(System.Text.Json.Utf8JsonWriter writer) => JwkWriter.WritePublic(writer, labels, GetPublicKey().Numbers);
}

/// <summary>What a JWK says of its key besides the key (RFC 7517 sections 4.2 to 4.5).</summary>
/// <param name="Algorithm"><c>alg</c>.</param>
/// <param name="KeyId"><c>kid</c>.</param>
/// <param name="Use"><c>use</c>.</param>
/// <param name="KeyOperations"><c>key_ops</c>.</param>
internal readonly record struct JwkLabels(string? Algorithm, string? KeyId, string? Use, IReadOnlyList<string>? KeyOperations);

/// <summary>The private bytes of a JWK. Each use has them to itself, so that none sees them half erased.</summary>
internal sealed class JwkMaterial : IDisposable
{
    private readonly Lock gate = new();
    private byte[]? bytes;

    /// <param name="bytes">Owned from here on.</param>
    public JwkMaterial(byte[] bytes) => this.bytes = bytes;

    /// <exception cref="ObjectDisposedException">The material was erased.</exception>
    public T Use<T>(Func<byte[], T> use)
    {
        lock (gate)
        {
            return use(bytes ?? throw new ObjectDisposedException(nameof(Jwk), "The JWK was disposed and its private members erased; read it anew."));
        }
    }

    public void Use(Action<byte[]> use) => Use(taken =>
    {
        use(taken);
        return 0;
    });

    public void Dispose()
    {
        lock (gate)
        {
            CryptographicOperations.ZeroMemory(bytes);
            bytes = null;
        }
    }
}
