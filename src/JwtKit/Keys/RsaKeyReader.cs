using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes private keys of DER: the public numbers are judged first, and only then does the platform see the key.</summary>
/// <remarks>What is not one complete key in DER makes <see cref="System.Formats.Asn1.AsnContentException"/>, which each caller words for its form.</remarks>
internal static class RsaPrivateKeyReader
{
    /// <summary>PrivateKeyInfo of RFC 5208 section 5, or OneAsymmetricKey of RFC 5958 section 2.</summary>
    /// <param name="der">The caller erases it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537.</param>
    public static RsaPrivateKey OfPkcs8(ReadOnlyMemory<byte> der, bool allowSmallExponent) => OfPkcs1(RsaShape.InsideOfPkcs8(der), allowSmallExponent);

    /// <summary>RSAPrivateKey of RFC 8017 appendix A.1.2.</summary>
    /// <param name="der">The caller erases it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537.</param>
    public static RsaPrivateKey OfPkcs1(ReadOnlyMemory<byte> der, bool allowSmallExponent)
    {
        RsaShape shape = RsaShape.OfPkcs1PrivateKey(der, out bool isInRange);
        shape.Require(allowSmallExponent);
        if (!isInRange)
        {
            throw new CryptographicException("The RSA private exponent is not smaller than the modulus; the key is damaged or forged. Take the key from its source again.");
        }

        using RSA rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPrivateKey(der.Span, out _);
        }
        catch (CryptographicException)
        {
            throw new CryptographicException("The numbers of the RSA private key do not belong together; the key is damaged or forged. Take the key from its source again.");
        }

        return new RsaPrivateKey(Export(rsa), shape);
    }

    /// <summary>The PKCS#8 form of the platform's key, in memory of our own.</summary>
    public static byte[] Export(RSA rsa)
    {
        byte[] exported = rsa.ExportPkcs8PrivateKey();
        byte[] pinned = KeyMemory.Allocate(exported.Length);
        exported.CopyTo(pinned, 0);
        CryptographicOperations.ZeroMemory(exported);
        return pinned;
    }
}
