using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>RSA keys as the RFCs print them: base64url numbers.</summary>
internal static class RsaNumbers
{
    public static RsaPublicKey PublicKey(string modulus, string exponent)
    {
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = Bytes(modulus), Exponent = Bytes(exponent) });
        return RsaPublicKey.FromPem(rsa.ExportSubjectPublicKeyInfoPem());
    }

    public static RsaPrivateKey PrivateKey(RSAParameters numbers)
    {
        using RSA rsa = RSA.Create(numbers);
        return RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The key of two primes and the exponent 65537.</summary>
    public static RsaPrivateKey PrivateKey(string p, string q)
    {
        BigInteger first = Number(p), second = Number(q), exponent = 65537;
        BigInteger d = Inverse(exponent, (first - 1) * (second - 1));
        int half = Bytes(p).Length;
        return PrivateKey(new RSAParameters
        {
            Modulus = Bytes(first * second, 2 * half),
            Exponent = Bytes(exponent, 3),
            D = Bytes(d, 2 * half),
            P = Bytes(first, half),
            Q = Bytes(second, half),
            DP = Bytes(d % (first - 1), half),
            DQ = Bytes(d % (second - 1), half),
            InverseQ = Bytes(Inverse(second, first), half),
        });
    }

    public static byte[] Bytes(string number) => Base64UrlText.Decode(number)!;

    private static BigInteger Number(string number) => new(Bytes(number), isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }

    /// <summary>Euclid's algorithm, extended.</summary>
    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        BigInteger rest = modulus, next = value % modulus, factor = 0, nextFactor = 1;
        while (!next.IsZero)
        {
            BigInteger quotient = rest / next;
            (rest, next) = (next, rest - (quotient * next));
            (factor, nextFactor) = (nextFactor, factor - (quotient * nextFactor));
        }

        return ((factor % modulus) + modulus) % modulus;
    }
}
