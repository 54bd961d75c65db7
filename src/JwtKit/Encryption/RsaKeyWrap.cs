using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Wraps and unwraps content keys with RSA (RFC 7518 sections 4.2 and 4.3).</summary>
internal sealed class RsaKeyWrap : IDisposable
{
    /// <summary>The longest wrapped key, in bytes: that of an RSA key of 16384 bits.</summary>
    public const int MaximumWrappedLength = 2048;

    private readonly RsaKeyPool keys;
    private readonly RSAEncryptionPadding padding;
    private readonly Rsa15Counterparts? counterparts;

    /// <summary>For wrapping.</summary>
    /// <param name="keys">Owned from here on.</param>
    /// <param name="padding">OAEP or PKCS#1.</param>
    public RsaKeyWrap(RsaKeyPool keys, RSAEncryptionPadding padding)
        : this(keys, padding, counterparts: null)
    {
    }

    private RsaKeyWrap(RsaKeyPool keys, RSAEncryptionPadding padding, Rsa15Counterparts? counterparts)
    {
        this.keys = keys;
        this.padding = padding;
        this.counterparts = counterparts;
    }

    /// <summary>The length of a wrapped key: that of the modulus.</summary>
    public int WrappedLength => keys.ByteLength;

    /// <summary>For unwrapping. For PKCS#1 this imports the key and takes at least one unwrapping.</summary>
    /// <param name="keys">Of a private key; owned from here on.</param>
    /// <param name="padding">OAEP or PKCS#1.</param>
    public static RsaKeyWrap ForUnwrapping(RsaKeyPool keys, RSAEncryptionPadding padding)
    {
        if (padding != RSAEncryptionPadding.Pkcs1)
        {
            return new RsaKeyWrap(keys, padding);
        }

        try
        {
            RSA rsa = keys.Rent();
            try
            {
                return new RsaKeyWrap(keys, padding, Rsa15Counterparts.Make(rsa));
            }
            finally
            {
                keys.Return(rsa);
            }
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    public void Wrap(ReadOnlySpan<byte> contentKey, Span<byte> wrapped)
    {
        RSA rsa = keys.Rent();
        rsa.Encrypt(contentKey, wrapped, padding);
        keys.Return(rsa);
    }

    /// <summary>Overwrites the content key if the unwrapping yields one of its very length, and leaves it alone otherwise (RFC 7516 section 11.5).</summary>
    /// <remarks>
    /// The caller goes on with whatever stands there: a random key in place of one that could not be unwrapped, and the tag then fails as for any other
    /// fault. Under PKCS#1 each call has one unwrapping that succeeds and one that throws, whatever it was given: .NET reports a wrong padding by an
    /// exception, and the time for that alone would tell.
    /// </remarks>
    public void UnwrapOver(ReadOnlySpan<byte> wrapped, Span<byte> contentKey)
    {
        Span<byte> unwrapped = stackalloc byte[WrappedLength];
        int length;
        RSA rsa = keys.Rent();
        try
        {
            if (counterparts is null)
            {
                TryUnwrap(rsa, wrapped, unwrapped, padding, out length);
            }
            else
            {
                Span<byte> unused = stackalloc byte[WrappedLength];
                bool isRight = TryUnwrap(rsa, wrapped.Length == WrappedLength ? wrapped : counterparts.Wrong, unwrapped, padding, out length);
                TryUnwrap(rsa, counterparts.Opposite(isRight), unused, padding, out _);
            }
        }
        finally
        {
            keys.Return(rsa);
        }

        CopyIfOfLength(unwrapped, length, contentKey);
        CryptographicOperations.ZeroMemory(unwrapped);
    }

    public void Dispose() => keys.Dispose();

    /// <summary>False for anything that was not wrapped for the key; the length is then 0.</summary>
    internal static bool TryUnwrap(RSA rsa, ReadOnlySpan<byte> wrapped, Span<byte> unwrapped, RSAEncryptionPadding padding, out int length)
    {
        length = 0;
        try
        {
            return wrapped.Length == unwrapped.Length && rsa.TryDecrypt(wrapped, unwrapped, padding, out length);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Copies without a branch and with the same accesses to memory, whether the length is right or not.</summary>
    private static void CopyIfOfLength(ReadOnlySpan<byte> unwrapped, int length, Span<byte> contentKey)
    {
        // All bits where the lengths are equal, none otherwise: only of zero is the predecessor negative.
        int mask = ((length ^ contentKey.Length) - 1) >> 31;
        for (int i = 0; i < contentKey.Length; i++)
        {
            contentKey[i] = (byte)((contentKey[i] & ~mask) | (unwrapped[i] & mask));
        }
    }
}

/// <summary>Two wrapped keys of one RSA key, one with right and one with wrong PKCS#1 padding, with which an unwrapping of the other kind costs the same.</summary>
/// <remarks>What they hold is random and used for nothing. Immutable and safe for concurrent use.</remarks>
internal sealed class Rsa15Counterparts
{
    /// <summary>A block of another padding passes for PKCS#1 once in some hundreds of tries.</summary>
    private const int MaximumTries = 32;

    private const int KeyLength = 32;

    private readonly byte[] right;
    private readonly byte[] wrong;

    private Rsa15Counterparts(byte[] right, byte[] wrong)
    {
        this.right = right;
        this.wrong = wrong;
    }

    /// <summary>A wrapped key that unwraps.</summary>
    public ReadOnlySpan<byte> Right => right;

    /// <summary>A wrapped key whose unwrapping throws after the whole RSA operation.</summary>
    public ReadOnlySpan<byte> Wrong => wrong;

    /// <summary>Makes both: two public operations and one private one, and once in some hundreds of keys one of each more.</summary>
    /// <param name="rsa">The private key.</param>
    /// <returns>Null where wrong padding never throws, because the provider gives random bytes for it (implicit rejection): there every unwrapping costs the same.</returns>
    public static Rsa15Counterparts? Make(RSA rsa)
    {
        byte[] content = RandomNumberGenerator.GetBytes(KeyLength);
        byte[] right = rsa.Encrypt(content, RSAEncryptionPadding.Pkcs1);
        byte[] unwrapped = new byte[right.Length];
        for (int tries = 0; tries < MaximumTries; tries++)
        {
            // A block padded by OAEP is random to PKCS#1, and so hardly ever begins as its padding does.
            byte[] wrong = rsa.Encrypt(content, RSAEncryptionPadding.OaepSHA256);
            if (!RsaKeyWrap.TryUnwrap(rsa, wrong, unwrapped, RSAEncryptionPadding.Pkcs1, out _))
            {
                return new Rsa15Counterparts(right, wrong);
            }
        }

        return null;
    }

    /// <summary>What is to be unwrapped after a wrapped key of the other kind.</summary>
    public ReadOnlySpan<byte> Opposite(bool isRight) => isRight ? wrong : right;
}
