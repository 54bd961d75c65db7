using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>Moduli that are good as far as can be seen without their primes, and such as can be factored.</summary>
internal static class RsaModuli
{
    private static readonly int[] SmallPrimes = [.. Enumerable.Range(2, 999).Where(static number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0))];

    /// <summary>The product of the primes up to 1,000.</summary>
    private static readonly BigInteger SmallProduct = Product(1000);

    /// <summary>The largest odd number of so many bits without a factor under 1,000.</summary>
    public static BigInteger Good(int bits) => WithoutSmallFactor((BigInteger.One << bits) - 1, -2);

    /// <summary>A modulus as the generator of ROCA makes it: a power of 65537 modulo the product of the primes up to this one.</summary>
    public static BigInteger Roca(int bits, int largestPrime = 167)
    {
        BigInteger product = Product(largestPrime);
        BigInteger first = (((BigInteger.One << bits) / product) - 1) * product;
        return WithoutSmallFactor(first + BigInteger.ModPow(65537, 123_457, product), -product);
    }

    /// <summary>The product of two numbers that lie so far apart.</summary>
    public static BigInteger Close(int bits, int distance)
    {
        BigInteger lower = Good(bits / 2) - distance;
        while (HasSmallFactor(lower * (lower + distance)))
        {
            lower -= 2;
        }

        return lower * (lower + distance);
    }

    /// <summary>A whole private key of 2048 bits whose primes lie close together. They are no primes, which .NET does not look at.</summary>
    public static RSAParameters ClosePrivateKey()
    {
        BigInteger p = Good(1024), q = p - 2;
        BigInteger order = (p - 1) * (q - 1);
        while (HasSmallFactor(p * q) || !BigInteger.GreatestCommonDivisor(order, 65537).IsOne)
        {
            (p, q) = (p - 2, q - 2);
            order = (p - 1) * (q - 1);
        }

        BigInteger d = Inverse(65537, order);
        return new RSAParameters
        {
            Modulus = Bytes(p * q, 256),
            Exponent = [1, 0, 1],
            D = Bytes(d, 256),
            P = Bytes(p, 128),
            Q = Bytes(q, 128),
            DP = Bytes(d % (p - 1), 128),
            DQ = Bytes(d % (q - 1), 128),
            InverseQ = Bytes(Inverse(q, p), 128),
        };
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        (BigInteger a, BigInteger b, BigInteger x, BigInteger y) = (number, modulus, 1, 0);
        while (!b.IsZero)
        {
            BigInteger quotient = a / b;
            (a, b, x, y) = (b, a - (quotient * b), y, x - (quotient * y));
        }

        return ((x % modulus) + modulus) % modulus;
    }

    private static byte[] Bytes(BigInteger number, int length)
    {
        byte[] bytes = new byte[length];
        byte[] minimal = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes, length - minimal.Length);
        return bytes;
    }

    private static BigInteger Product(int largestPrime) =>
        SmallPrimes.Where(prime => prime <= largestPrime).Aggregate(BigInteger.One, static (product, prime) => product * prime);

    private static BigInteger WithoutSmallFactor(BigInteger number, BigInteger step)
    {
        while (HasSmallFactor(number))
        {
            number += step;
        }

        return number;
    }

    private static bool HasSmallFactor(BigInteger number) => !BigInteger.GreatestCommonDivisor(number, SmallProduct).IsOne;
}
