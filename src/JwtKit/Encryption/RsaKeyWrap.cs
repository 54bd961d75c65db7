using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Wraps and unwraps content keys with RSA (RFC 7518 sections 4.2 and 4.3).</summary>
internal sealed class RsaKeyWrap : IDisposable
{
    private readonly RsaKeyPool keys;
    private readonly RSAEncryptionPadding padding;

    /// <param name="keys">Private to unwrap; owned from here on.</param>
    /// <param name="padding">OAEP or PKCS#1.</param>
    public RsaKeyWrap(RsaKeyPool keys, RSAEncryptionPadding padding)
    {
        this.keys = keys;
        this.padding = padding;
    }

    /// <summary>The length of a wrapped key: that of the modulus.</summary>
    public int WrappedLength => keys.ByteLength;

    public void Wrap(ReadOnlySpan<byte> contentKey, Span<byte> wrapped)
    {
        RSA rsa = keys.Rent();
        rsa.Encrypt(contentKey, wrapped, padding);
        keys.Return(rsa);
    }

    /// <summary>Overwrites the content key if the unwrapping yields one of its very length, and leaves it alone otherwise (RFC 7516 section 11.5).</summary>
    /// <remarks>
    /// The caller goes on with whatever stands there: a random key in place of one that could not be unwrapped, and the tag then fails as for any other
    /// fault. What remains is the time that the platform takes to report its error.
    /// </remarks>
    public void UnwrapOver(ReadOnlySpan<byte> wrapped, Span<byte> contentKey)
    {
        Span<byte> unwrapped = stackalloc byte[WrappedLength];
        if (TryUnwrap(wrapped, unwrapped, out int length) & length == contentKey.Length)
        {
            unwrapped[..length].CopyTo(contentKey);
        }

        CryptographicOperations.ZeroMemory(unwrapped);
    }

    public void Dispose() => keys.Dispose();

    private bool TryUnwrap(ReadOnlySpan<byte> wrapped, Span<byte> unwrapped, out int length)
    {
        length = 0;
        RSA rsa = keys.Rent();
        try
        {
            return wrapped.Length == WrappedLength && rsa.TryDecrypt(wrapped, unwrapped, padding, out length);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            keys.Return(rsa);
        }
    }
}
