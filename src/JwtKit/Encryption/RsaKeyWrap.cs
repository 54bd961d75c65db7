using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Wraps and unwraps content keys with RSA (RFC 7518 sections 4.2 and 4.3).</summary>
/// <remarks>RSA objects are not documented as safe for concurrent use, so each call has one to itself.</remarks>
internal sealed class RsaKeyWrap : IDisposable
{
    private readonly byte[] pkcs8;
    private readonly RSAEncryptionPadding padding;
    private readonly ObjectPool<RSA> keys;

    public RsaKeyWrap(RsaPublicKey key, RSAEncryptionPadding padding)
    {
        WrappedLength = (key.KeySize + 7) / 8;
        pkcs8 = [];
        this.padding = padding;
        keys = new ObjectPool<RSA>(key.CreateRsa);
    }

    /// <param name="key">Taken over.</param>
    /// <param name="padding">OAEP or PKCS#1.</param>
    public RsaKeyWrap(RsaPrivateKey key, RSAEncryptionPadding padding)
    {
        WrappedLength = (key.KeySize + 7) / 8;
        this.padding = padding;
        pkcs8 = key.Take();
        keys = new ObjectPool<RSA>(ImportPrivate);
    }

    /// <summary>The length of a wrapped key: that of the modulus.</summary>
    public int WrappedLength { get; }

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

    public void Dispose()
    {
        keys.Dispose();
        CryptographicOperations.ZeroMemory(pkcs8);
    }

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

    private RSA ImportPrivate()
    {
        RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return rsa;
    }
}
