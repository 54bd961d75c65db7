using System.Security.Cryptography;

namespace JwtKit;

/// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2, RFC 7518 section 3.3) under one key, private or public.</summary>
internal sealed class RsaScheme : SignatureScheme
{
    private readonly HashAlgorithmName hash;
    private readonly RsaKeyPool keys;

    /// <param name="keys">Private to sign; owned from here on.</param>
    /// <param name="algorithm">An RSA algorithm.</param>
    public RsaScheme(RsaKeyPool keys, SignatureAlgorithm algorithm)
    {
        this.keys = keys;
        hash = algorithm.Hash;
    }

    public override int SignatureLength => keys.ByteLength;

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

    public override void Dispose() => keys.Dispose();
}
