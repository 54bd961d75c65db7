using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes private keys of DER: the public numbers are judged first, and only then does .NET see the key.</summary>
/// <remarks>What is not one complete key in DER makes <see cref="System.Formats.Asn1.AsnContentException"/>, which each caller words for its form.</remarks>
internal static class RsaKeyReader
{
    /// <summary>PrivateKeyInfo of RFC 5208 section 5, or OneAsymmetricKey of RFC 5958 section 2.</summary>
    /// <param name="der">The caller erases it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537.</param>
    public static RsaPrivateKey OfPkcs8(ReadOnlyMemory<byte> der, bool allowSmallExponent) => OfPkcs1(RsaModulus.InsideOfPkcs8(der), allowSmallExponent);

    /// <summary>RSAPrivateKey of RFC 8017 appendix A.1.2.</summary>
    /// <param name="der">The caller erases it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537.</param>
    public static RsaPrivateKey OfPkcs1(ReadOnlyMemory<byte> der, bool allowSmallExponent)
    {
        RsaModulus numbers = RsaModulus.OfPkcs1PrivateKey(der, out bool isInRange);
        numbers.Require(allowSmallExponent);
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

        return new RsaPrivateKey(Export(rsa), numbers);
    }

    /// <summary>The PKCS#8 form of .NET's key, in memory of our own.</summary>
    public static byte[] Export(RSA rsa)
    {
        byte[] exported = rsa.ExportPkcs8PrivateKey();
        byte[] pinned = KeyMemory.Allocate(exported.Length);
        exported.CopyTo(pinned, 0);
        CryptographicOperations.ZeroMemory(exported);
        return pinned;
    }
}

/// <summary>The eight numbers of an RSA private key (RFC 8017 section 3.2) to and from PKCS#1: modulus, public exponent, d, p, q, dp, dq, qi.</summary>
internal static class Pkcs1Numbers
{
    public const int Count = 8;

    /// <summary>RSAPrivateKey of RFC 8017 appendix A.1.2, in memory that the caller erases.</summary>
    /// <param name="numbers">Big-endian and not empty.</param>
    public static byte[] ToPkcs1(ReadOnlySpan<byte[]> numbers)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            foreach (byte[] number in numbers)
            {
                ReadOnlySpan<byte> minimal = number.AsSpan().TrimStart((byte)0);
                writer.WriteIntegerUnsigned(minimal.IsEmpty ? [0] : minimal);
            }
        }

        byte[] der = KeyMemory.Allocate(writer.GetEncodedLength());
        writer.Encode(der);

        // Reset erases the writer's own buffer.
        writer.Reset();
        return der;
    }

    /// <summary>The same from .NET's form, which is erased.</summary>
    public static byte[] ToPkcs1(RSAParameters key)
    {
        byte[][] numbers = [key.Modulus!, key.Exponent!, key.D!, key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!];
        byte[] der = ToPkcs1(numbers);
        foreach (byte[] number in numbers)
        {
            CryptographicOperations.ZeroMemory(number);
        }

        return der;
    }

    /// <summary>The numbers of a PKCS#8 key that was read before, as slices of it, without leading zeros.</summary>
    public static ReadOnlyMemory<byte>[] OfPkcs8(ReadOnlyMemory<byte> pkcs8)
    {
        AsnReader info = new AsnReader(pkcs8, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        info.ReadSequence();
        info.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> pkcs1);
        AsnReader key = new AsnReader(pkcs1, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        ReadOnlyMemory<byte>[] numbers = new ReadOnlyMemory<byte>[Count];
        for (int i = 0; i < Count; i++)
        {
            numbers[i] = key.ReadIntegerBytes().TrimStart((byte)0);
        }

        return numbers;
    }
}
