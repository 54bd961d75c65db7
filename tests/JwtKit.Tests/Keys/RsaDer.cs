using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>The numbers of a private key that are not public, by their place in it.</summary>
internal enum PrivateNumber
{
    PrivateExponent = 2,
    FirstPrime,
    SecondPrime,
    FirstExponent,
    SecondExponent,
    Coefficient,
}

/// <summary>DER of RSA keys, number by number.</summary>
internal static class RsaDer
{
    public const string RsaEncryption = "1.2.840.113549.1.1.1";

    public static byte[] Pkcs1Public(BigInteger modulus, BigInteger exponent) => Sequence(writer =>
    {
        writer.WriteInteger(modulus);
        writer.WriteInteger(exponent);
    });

    public static byte[] Pkcs1Private(BigInteger modulus, BigInteger exponent) => Sequence(writer =>
    {
        writer.WriteInteger(0);
        writer.WriteInteger(modulus);
        writer.WriteInteger(exponent);
        for (int i = 0; i < 6; i++)
        {
            writer.WriteInteger(1);
        }
    });

    /// <summary>A private key with one of its numbers two too large.</summary>
    public static byte[] Pkcs1Private(RSAParameters numbers, PrivateNumber changed) => Sequence(writer =>
    {
        writer.WriteInteger(0);
        byte[][] all = [numbers.Modulus!, numbers.Exponent!, numbers.D!, numbers.P!, numbers.Q!, numbers.DP!, numbers.DQ!, numbers.InverseQ!];
        for (int i = 0; i < all.Length; i++)
        {
            writer.WriteInteger(new BigInteger(all[i], isUnsigned: true, isBigEndian: true) + (i == (int)changed ? 2 : 0));
        }
    });

    public static byte[] Pkcs8(string algorithm, byte[] key) => Sequence(writer =>
    {
        writer.WriteInteger(0);
        WriteAlgorithm(writer, algorithm);
        writer.WriteOctetString(key);
    });

    public static byte[] SubjectPublicKeyInfo(string algorithm, byte[] key) => Sequence(writer =>
    {
        WriteAlgorithm(writer, algorithm);
        writer.WriteBitString(key);
    });

    public static byte[] Sequence(Action<AsnWriter> content)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            content(writer);
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer, string algorithm)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            writer.WriteNull();
        }
    }
}
