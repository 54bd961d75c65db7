using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>
/// The shared secret behind an HMAC key, with its encoding named instead of guessed: the same 44 characters are one secret as text and another
/// as base64.
/// </summary>
/// <remarks>
/// The key that is made from a secret takes it over, and the secret is empty afterwards. Prints its length only. Not safe for concurrent use;
/// the keys made from it are.
/// </remarks>
public sealed class Secret : IDisposable
{
    private byte[]? bytes;

    private Secret(byte[] bytes, string source)
    {
        this.bytes = bytes;
        Source = source;
        Length = bytes.Length;
        if (bytes.Length == 0)
        {
            throw new CryptographicException("The secret is empty; at least 32 bytes are needed for HS256. Secret.Generate() makes one.");
        }
    }

    /// <summary>The length in bytes, after decoding.</summary>
    public int Length { get; }

    /// <summary>Whether a length under the strength rule was admitted by <see cref="AllowShort"/>.</summary>
    /// <value>False by default.</value>
    public bool IsShortAllowed { get; private set; }

    /// <summary>How the bytes were come by, for messages: "taken as text", "decoded from base64".</summary>
    internal string Source { get; }

    /// <summary>The UTF-8 bytes of the text, exactly: nothing is trimmed and nothing decoded, even if it looks like base64.</summary>
    /// <param name="text">The secret as .NET shows it. Kore.ai's Client Secret and CCAI's Company Secret are text.</param>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    /// <exception cref="CryptographicException">The text is empty.</exception>
    public static Secret FromText(string text)
    {
        WellFormedText.Require(text, nameof(text));
        return new Secret(ToUtf8(text), "taken as text");
    }

    /// <summary>The bytes behind base64 (RFC 4648 section 4, with padding).</summary>
    /// <param name="text">Base64 without white space.</param>
    /// <exception cref="CryptographicException">The text is empty or is not base64.</exception>
    public static Secret FromBase64(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = ToUtf8(text);
        byte[] bytes = KeyMemory.Allocate(Base64.GetMaxDecodedFromUtf8Length(utf8.Length));

        // .NET's decoder skips white space, which a secret from a vault must not have.
        int written = 0;
        bool decoded = !utf8.AsSpan().ContainsAny(" \t\r\n"u8) && Base64.DecodeFromUtf8(utf8, bytes, out _, out written) == OperationStatus.Done;
        CryptographicOperations.ZeroMemory(utf8);
        return FromDecoded(bytes, written, decoded, "base64", "letters, digits, '+', '/' and '=' padding");
    }

    /// <summary>The bytes behind base64url without padding (RFC 7515 section 2).</summary>
    /// <param name="text">Base64url without padding or white space.</param>
    /// <exception cref="CryptographicException">The text is empty or is not base64url.</exception>
    public static Secret FromBase64Url(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = ToUtf8(text);
        byte[] bytes = KeyMemory.Allocate(StrictBase64Url.MaximumDecodedLength(utf8.Length));
        bool decoded = StrictBase64Url.TryDecode(utf8, bytes, out int written);
        CryptographicOperations.ZeroMemory(utf8);
        return FromDecoded(bytes, written, decoded, "base64url", "letters, digits, '-' and '_', without padding");
    }

    /// <summary>The bytes behind hexadecimal digits of either case.</summary>
    /// <param name="text">An even number of digits, nothing else.</param>
    /// <exception cref="CryptographicException">The text is empty or is not hexadecimal.</exception>
    public static Secret FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = KeyMemory.Allocate(text.Length / 2);
        bool decoded = Convert.FromHexString(text, bytes, out _, out int written) == OperationStatus.Done;
        return FromDecoded(bytes, written, decoded, "hexadecimal", "an even number of digits 0-9 and a-f");
    }

    /// <summary>A copy of the bytes, for secrets that a vault hands out in binary. The caller erases the original.</summary>
    /// <param name="bytes">The secret's bytes.</param>
    /// <exception cref="CryptographicException">No bytes were given.</exception>
    public static Secret FromBytes(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = KeyMemory.Allocate(bytes.Length);
        bytes.CopyTo(copy);
        return new Secret(copy, "given as bytes");
    }

    /// <summary>A new secret from the operating system's random generator.</summary>
    /// <param name="byteCount">How many bytes: 32 serve HS256, 48 HS384, 64 all three.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 32 bytes were asked for.</exception>
    public static Secret Generate(int byteCount = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(byteCount, 32);
        byte[] bytes = KeyMemory.Allocate(byteCount);
        RandomNumberGenerator.Fill(bytes);
        return new Secret(bytes, "generated");
    }

    /// <summary>
    /// Admits this one secret although it is shorter than its algorithm's hash (RFC 7518 section 3.2 forbids that), for a vendor who gives out no
    /// longer one. A short secret can be found by trying, from a single token.
    /// </summary>
    /// <returns>This secret.</returns>
    public Secret AllowShort()
    {
        IsShortAllowed = true;
        return this;
    }

    /// <summary>Erases the bytes, unless a key has taken them over.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(bytes);
        bytes = null;
    }

    /// <summary>The length, never the content.</summary>
    public override string ToString() => $"Secret ({Length} bytes, {Source})";

    /// <summary>A copy of the key of a JWK.</summary>
    internal static Secret FromJwk(byte[] octets) => new(KeyMemory.Copy(octets), "read from a JWK");

    /// <summary>The bytes, without giving them up.</summary>
    internal ReadOnlySpan<byte> Peek() => bytes ?? throw Consumed();

    /// <summary>Hands the bytes to a key, which erases them from then on.</summary>
    internal byte[] Take()
    {
        byte[] taken = bytes ?? throw Consumed();
        bytes = null;
        return taken;
    }

    private static byte[] ToUtf8(string text)
    {
        byte[] utf8 = KeyMemory.Allocate(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, utf8);
        return utf8;
    }

    private static Secret FromDecoded(byte[] bytes, int written, bool decoded, string encoding, string alphabet)
    {
        byte[] exact = KeyMemory.Allocate(decoded ? written : 0);
        bytes.AsSpan(0, exact.Length).CopyTo(exact);
        CryptographicOperations.ZeroMemory(bytes);
        return decoded
            ? new Secret(exact, "decoded from " + encoding)
            : throw new CryptographicException($"The secret is not {encoding} ({alphabet}). A secret that is meant as text goes through Secret.FromText.");
    }

    private static ObjectDisposedException Consumed() =>
        new(nameof(Secret), "The secret was taken over by the key made from it, or was disposed. Make a new Secret for each key.");
}
