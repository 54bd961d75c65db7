using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

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

    /// <summary>The same from the platform's form, which is erased.</summary>
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
