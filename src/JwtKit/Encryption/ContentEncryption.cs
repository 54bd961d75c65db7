using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace JwtKit;

/// <summary>
/// The authenticated ciphers for the content of a JWE (RFC 7518 section 5). This table is the only place that knows their names. Immutable and safe for
/// concurrent use.
/// </summary>
public sealed class ContentEncryption
{
    private readonly byte[] utf8Name;

    private ContentEncryption(string name, ContentCipher cipher)
    {
        Name = name;
        Cipher = cipher;
        utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>AES-128 in CBC mode, then HMAC with SHA-256 (RFC 7518 section 5.2.3): a content key of 32 bytes, a tag of 16.</summary>
    public static ContentEncryption A128CbcHs256 { get; } = new("A128CBC-HS256", AesCbcHmacCipher.Sha256);

    /// <summary>AES-192 in CBC mode, then HMAC with SHA-384 (RFC 7518 section 5.2.4): a content key of 48 bytes, a tag of 24.</summary>
    public static ContentEncryption A192CbcHs384 { get; } = new("A192CBC-HS384", AesCbcHmacCipher.Sha384);

    /// <summary>AES-256 in CBC mode, then HMAC with SHA-512 (RFC 7518 section 5.2.5): a content key of 64 bytes, a tag of 32.</summary>
    public static ContentEncryption A256CbcHs512 { get; } = new("A256CBC-HS512", AesCbcHmacCipher.Sha512);

    /// <summary>AES-128 in Galois/Counter mode (RFC 7518 section 5.3): a content key of 16 bytes, a tag of 16.</summary>
    public static ContentEncryption A128Gcm { get; } = new("A128GCM", new AesGcmCipher(16));

    /// <summary>AES-192 in Galois/Counter mode (RFC 7518 section 5.3): a content key of 24 bytes, a tag of 16.</summary>
    public static ContentEncryption A192Gcm { get; } = new("A192GCM", new AesGcmCipher(24));

    /// <summary>AES-256 in Galois/Counter mode (RFC 7518 section 5.3): a content key of 32 bytes, a tag of 16.</summary>
    public static ContentEncryption A256Gcm { get; } = new("A256GCM", new AesGcmCipher(32));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContentEncryption> All { get; } = [A128CbcHs256, A192CbcHs384, A256CbcHs512, A128Gcm, A192Gcm, A256Gcm];

    /// <summary>The value of the header parameter <c>enc</c>.</summary>
    public string Name { get; }

    /// <summary>The length of the content key, in bytes.</summary>
    public int KeyLength => Cipher.KeyLength;

    internal ContentCipher Cipher { get; }

    internal ReadOnlySpan<byte> Utf8Name => utf8Name;

    /// <summary>Finds one by its exact name, for names that come from configuration.</summary>
    /// <param name="name">Compared ordinally.</param>
    /// <param name="contentEncryption">The one of that name, if there is one.</param>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ContentEncryption? contentEncryption)
    {
        contentEncryption = All.FirstOrDefault(candidate => candidate.Name == name);
        return contentEncryption is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>An authenticated cipher with keys, vectors and tags of fixed lengths. Holds no key; safe for concurrent use.</summary>
internal abstract class ContentCipher
{
    public abstract int KeyLength { get; }

    public abstract int VectorLength { get; }

    public abstract int TagLength { get; }

    public abstract int CiphertextLength(int plaintextLength);

    /// <param name="key">Used for nothing else.</param>
    /// <param name="vector">Random, and never used with this key before.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <param name="associatedData">Authenticated, not encrypted.</param>
    /// <param name="ciphertext">Exactly as long as <see cref="CiphertextLength"/> says.</param>
    /// <param name="tag">Exactly <see cref="TagLength"/> bytes.</param>
    public abstract void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag);

    /// <summary>False for anything that <see cref="Encrypt"/> did not make with this key; then the plaintext is erased.</summary>
    /// <param name="key">Exactly <see cref="KeyLength"/> bytes.</param>
    /// <param name="vector">Of any length; any but the right one fails.</param>
    /// <param name="ciphertext">Of any length.</param>
    /// <param name="tag">Of any length; any but the right one fails.</param>
    /// <param name="associatedData">What was authenticated with it.</param>
    /// <param name="plaintext">At least as long as the ciphertext.</param>
    /// <param name="written">How long the plaintext is.</param>
    public abstract bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associatedData, Span<byte> plaintext, out int written);
}
