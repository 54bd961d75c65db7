using System.Security.Cryptography;

namespace JwtKit;

/// <summary>One RSA key for concurrent use. Erased on dispose.</summary>
/// <remarks>RSA objects are not documented as safe for concurrent use, so each call has one to itself; importing a private key costs two signatures.</remarks>
internal sealed class RsaKeyPool : IDisposable
{
    private readonly byte[] pkcs8;
    private readonly ObjectPool<RSA> keys;

    public RsaKeyPool(RsaPublicKey key)
    {
        ByteLength = (key.KeySize + 7) / 8;
        pkcs8 = [];
        keys = new ObjectPool<RSA>(key.CreateRsa);
    }

    /// <param name="key">Taken over.</param>
    public RsaKeyPool(RsaPrivateKey key)
    {
        ByteLength = (key.KeySize + 7) / 8;
        pkcs8 = key.Take();
        keys = new ObjectPool<RSA>(ImportPrivate);
    }

    /// <summary>Of RSA objects that are made elsewhere.</summary>
    internal RsaKeyPool(int byteLength, Func<RSA> create)
    {
        ByteLength = byteLength;
        pkcs8 = [];
        keys = new ObjectPool<RSA>(create);
    }

    /// <summary>The length of the modulus, and so of each signature and wrapped key, in bytes.</summary>
    public int ByteLength { get; }

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public RSA Rent() => keys.Rent();

    public void Return(RSA rsa) => keys.Return(rsa);

    public void Dispose()
    {
        keys.Dispose();
        CryptographicOperations.ZeroMemory(pkcs8);
    }

    private RSA ImportPrivate()
    {
        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }
}
