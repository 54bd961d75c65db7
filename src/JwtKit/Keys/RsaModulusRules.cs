using System.Buffers.Binary;
using System.Numerics;

namespace JwtKit;

/// <summary>Finds moduli that can be factored without effort: small factors, the ROCA fingerprint (CVE-2017-15361), equal primes, and primes that lie close together.</summary>
internal static class RsaModulusRules
{
    private const int LargestSmallPrime = 1000;
    private const int LargestFingerprintPrime = 167;

    /// <summary>The steps of Fermat's method. Those that found the keys of CVE-2022-26320 were one or two.</summary>
    private const int FermatSteps = 100;

    private const string Advice = "Make a new one: openssl genrsa -out private.pem 3072";

    /// <summary>Odd primes, in groups whose products fit 32 bits: one pass over the modulus serves a group.</summary>
    private static readonly (uint Product, SmallPrime[] Primes)[] Groups = [.. GroupsOf(OddPrimes())];

    /// <summary>What is wrong with the modulus, in a sentence; null for a good one.</summary>
    /// <param name="modulus">Odd and of at least 2048 bits, big-endian.</param>
    public static string? FaultOf(ReadOnlySpan<byte> modulus)
    {
        bool hasFingerprint = true;
        bool mayBeSquare = true;
        foreach ((uint product, SmallPrime[] primes) in Groups)
        {
            uint remainder = Remainder(modulus, product);
            foreach (SmallPrime prime in primes)
            {
                uint residue = remainder % prime.Value;
                if (residue == 0)
                {
                    return $"The RSA modulus is divisible by {prime.Value}, so it is not the product of two large primes; the key is damaged or forged. {Advice}";
                }

                hasFingerprint = hasFingerprint && (prime.Value > LargestFingerprintPrime || prime.IsPowerOf65537(residue));
                mayBeSquare = mayBeSquare && prime.IsSquare(residue);
            }
        }

        if (hasFingerprint)
        {
            return "The RSA modulus has the fingerprint of a faulty generator of keys in smart cards and security chips (ROCA, CVE-2017-15361), and can be factored. "
                + $"Replace the key, and make the new one in software: {Advice["Make a new one: ".Length..]}";
        }

        return PrimesAreClose(new BigInteger(modulus, isUnsigned: true, isBigEndian: true), mayBeSquare, out bool areEqual)
            ? $"The RSA modulus is {(areEqual ? "a perfect square: its two primes are the same" : "the product of two primes that lie close together")}, and can be factored. {Advice}"
            : null;
    }

    private static uint Remainder(ReadOnlySpan<byte> number, uint divisor)
    {
        ulong remainder = 0;
        int head = number.Length % sizeof(uint);
        foreach (byte octet in number[..head])
        {
            remainder = ((remainder << 8) | octet) % divisor;
        }

        for (int i = head; i < number.Length; i += sizeof(uint))
        {
            remainder = ((remainder << 32) | BinaryPrimitives.ReadUInt32BigEndian(number[i..])) % divisor;
        }

        return (uint)remainder;
    }

    /// <summary>Fermat's method: n = a² - b² = (a - b)(a + b), with a from the square root of n upwards. b is 0 where the primes are the same.</summary>
    private static bool PrimesAreClose(BigInteger modulus, bool mayBeSquare, out bool areEqual)
    {
        BigInteger root = SquareRoot(modulus);
        areEqual = mayBeSquare && root * root == modulus;
        if (areEqual)
        {
            return true;
        }

        BigInteger mean = root + 1;
        BigInteger square = (mean * mean) - modulus;
        for (int i = 0; i < FermatSteps; i++)
        {
            if (IsSquare(square))
            {
                return true;
            }

            square += (mean << 1) + 1;
            mean++;
        }

        return false;
    }

    private static bool IsSquare(BigInteger number)
    {
        // The remainders rule out 199 of 200 numbers that are no squares.
        const ulong SquaresModulo64 = 0x0202_0212_0203_0213;
        if (((SquaresModulo64 >> (int)(number & 63)) & 1) == 0)
        {
            return false;
        }

        uint residue = (uint)(number % (3 * 5 * 7 * 11 * 13 * 17 * 19));
        foreach (uint prime in (ReadOnlySpan<uint>)[3, 5, 7, 11, 13, 17, 19])
        {
            if (Power(residue % prime, (prime - 1) / 2, prime) > 1)
            {
                return false;
            }
        }

        BigInteger root = SquareRoot(number);
        return root * root == number;
    }

    /// <summary>Rounded down, by Newton's method from above.</summary>
    private static BigInteger SquareRoot(BigInteger number)
    {
        BigInteger root = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (number / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static uint Power(uint value, uint exponent, uint modulus)
    {
        uint power = 1;
        for (uint factor = value % modulus; exponent > 0; exponent >>= 1, factor = factor * factor % modulus)
        {
            power = (exponent & 1) == 0 ? power : power * factor % modulus;
        }

        return power;
    }

    private static IEnumerable<SmallPrime> OddPrimes()
    {
        for (uint candidate = 3; candidate <= LargestSmallPrime; candidate += 2)
        {
            uint divisor = 3;
            while (divisor * divisor <= candidate && candidate % divisor != 0)
            {
                divisor += 2;
            }

            if (divisor * divisor > candidate)
            {
                yield return new SmallPrime(candidate);
            }
        }
    }

    private static IEnumerable<(uint Product, SmallPrime[] Primes)> GroupsOf(IEnumerable<SmallPrime> primes)
    {
        List<SmallPrime> group = [];
        uint product = 1;
        foreach (SmallPrime prime in primes)
        {
            if ((ulong)product * prime.Value > uint.MaxValue)
            {
                yield return (product, [.. group]);
                group.Clear();
                product = 1;
            }

            group.Add(prime);
            product *= prime.Value;
        }

        yield return (product, [.. group]);
    }

    /// <summary>A prime under 1,000, and how many powers 65537 has modulo it.</summary>
    private readonly struct SmallPrime
    {
        private readonly uint order;

        public SmallPrime(uint value)
        {
            Value = value;
            order = 1;
            for (uint power = 65537 % value; power != 1; power = power * (65537 % value) % value)
            {
                order++;
            }
        }

        public uint Value { get; }

        /// <summary>The generator of ROCA makes primes, and so moduli, that are powers of 65537 modulo each of the first primes. The group is cyclic, so the order tells.</summary>
        public bool IsPowerOf65537(uint residue) => Power(residue, order, Value) == 1;

        /// <summary>Euler's criterion.</summary>
        public bool IsSquare(uint residue) => Power(residue, (Value - 1) / 2, Value) == 1;
    }
}
