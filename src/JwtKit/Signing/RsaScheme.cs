using System.Security.Cryptography;

namespace JwtKit;

/// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2, RFC 7518 section 3.3) under one key, private or public.</summary>
/// <remarks>RSA objects are not documented as safe for concurrent use, so each call has one to itself; importing a private key costs two signatures.</remarks>
internal sealed class RsaScheme : SignatureScheme
{
    private readonly byte[] pkcs8;
    private readonly HashAlgorithmName hash;
    private readonly ObjectPool<RSA> keys;

    /// <param name="key">Taken over.</param>
    /// <param name="algorithm">An RSA algorithm.</param>
    public RsaScheme(RsaPrivateKey key, SignatureAlgorithm algorithm)
    {
        SignatureLength = (key.KeySize + 7) / 8;
        hash = algorithm.Hash;
        pkcs8 = key.Take();
        keys = new ObjectPool<RSA>(ImportPrivate);
    }

    public RsaScheme(RsaPublicKey key, SignatureAlgorithm algorithm)
    {
        SignatureLength = (key.KeySize + 7) / 8;
        hash = algorithm.Hash;
        pkcs8 = [];
        keys = new ObjectPool<RSA>(key.CreateRsa);
    }

    public override int SignatureLength { get; }

    public override void Sign(ReadOnlySpan<byte> input, Span<byte> signature)
    {
        RSA rsa = keys.Rent();
        rsa.SignData(input, signature, hash, RSASignaturePadding.Pkcs1);
        keys.Return(rsa);
    }

    public override bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        RSA rsa = keys.Rent();
        bool isValid = rsa.VerifyData(input, signature, hash, RSASignaturePadding.Pkcs1);
        keys.Return(rsa);
        return isValid;
    }

    public override void Dispose()
    {
        keys.Dispose();
        CryptographicOperations.ZeroMemory(pkcs8);
    }

    private RSA ImportPrivate()
    {
        RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return rsa;
    }
}
