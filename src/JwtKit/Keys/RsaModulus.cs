using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The public numbers of an RSA key (RFC 8017 section 3.1), read before an importer of .NET's sees the key.</summary>
/// <param name="Modulus">Big-endian, without leading zeros.</param>
/// <param name="Exponent">Big-endian, without leading zeros.</param>
internal readonly record struct RsaModulus(byte[] Modulus, byte[] Exponent)
{
    private const int MinimumBits = 2048;
    private const int MaximumBits = 16384;
    private const int SafeExponent = 65537;
    private const int MaximumExponentBytes = 8;

    /// <summary>p, q, dp, dq and qi, behind d.</summary>
    private const int OtherPrivateNumbers = 5;

    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag PublicKeyBits = new(TagClass.ContextSpecific, 1);

    public int ModulusBits => (Modulus.Length * 8) - BitOperations.LeadingZeroCount((uint)Modulus[0]) + 24;

    /// <summary>Throws for numbers that make a weak, wrong or needlessly slow key.</summary>
    /// <param name="allowSmallExponent">Admits odd exponents from 3.</param>
    /// <exception cref="CryptographicException">What was found and what is needed.</exception>
    public void Require(bool allowSmallExponent)
    {
        if (FaultOf(allowSmallExponent) is { } fault)
        {
            throw new CryptographicException(fault);
        }
    }

    /// <summary>What makes the key weak, wrong or needlessly slow, in a sentence; null for a good one.</summary>
    /// <param name="allowSmallExponent">Admits odd exponents from 3.</param>
    public string? FaultOf(bool allowSmallExponent)
    {
        int bits = ModulusBits;
        return bits is < MinimumBits or > MaximumBits
                ? $"The RSA key has {bits} bits; {MinimumBits} to {MaximumBits} are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"
            : (Modulus[^1] & 1) == 0 ? "The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged."
            : FaultOfExponent(allowSmallExponent) ?? RsaModulusRules.FaultOf(Modulus);
    }

    /// <summary>RSAPrivateKey of RFC 8017 appendix A.1.2 (PKCS#1), of two primes.</summary>
    /// <param name="der">One key.</param>
    /// <param name="isInRange">Whether the private exponent is smaller than the modulus, which .NET does not look at.</param>
    public static RsaModulus OfPkcs1PrivateKey(ReadOnlyMemory<byte> der, out bool isInRange)
    {
        AsnReader key = Whole(der);
        RequireTwoPrimes(key);
        RsaModulus numbers = Numbers(key);
        isInRange = IsLess(Magnitude(key.ReadIntegerBytes().Span), numbers.Modulus);
        for (int i = 0; i < OtherPrivateNumbers; i++)
        {
            Magnitude(key.ReadIntegerBytes().Span);
        }

        key.ThrowIfNotEmpty();
        return numbers;
    }

    /// <summary>The PKCS#1 key inside of PrivateKeyInfo (RFC 5208 section 5) or of its second version, OneAsymmetricKey (RFC 5958 section 2).</summary>
    /// <returns>A slice, not a copy: the caller erases the bytes it gave.</returns>
    public static ReadOnlyMemory<byte> InsideOfPkcs8(ReadOnlyMemory<byte> der)
    {
        AsnReader info = Whole(der);
        if (!info.TryReadInt32(out int version) || version is not (0 or 1))
        {
            throw new CryptographicException("The private key says that it has a version of PKCS#8 that does not exist (RFC 5958 section 2 has 0 and 1); the key is damaged or forged. Take the key from its source again.");
        }

        RequireRsa(info.ReadSequence());
        ReadOnlyMemory<byte> inner = info.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> octets) ? octets : throw new AsnContentException();
        SkipOptional(info, Attributes);
        if (version == 1)
        {
            SkipOptional(info, PublicKeyBits);
        }

        info.ThrowIfNotEmpty();
        return inner;
    }

    /// <summary>The numbers of a PKCS#8 key, which is a PKCS#1 key inside.</summary>
    public static RsaModulus OfPkcs8PrivateKey(ReadOnlyMemory<byte> der) => OfPkcs1PrivateKey(InsideOfPkcs8(der), out _);

    /// <summary>RSAPublicKey of RFC 8017 appendix A.1.1 (PKCS#1).</summary>
    public static RsaModulus OfPkcs1PublicKey(ReadOnlyMemory<byte> der)
    {
        AsnReader key = Whole(der);
        RsaModulus numbers = Numbers(key);
        key.ThrowIfNotEmpty();
        return numbers;
    }

    /// <summary>SubjectPublicKeyInfo of RFC 5280 section 4.1.2.7, around a PKCS#1 key.</summary>
    public static RsaModulus OfSubjectPublicKeyInfo(ReadOnlyMemory<byte> der)
    {
        AsnReader info = Whole(der);
        RequireRsa(info.ReadSequence());
        byte[] key = info.ReadBitString(out int unusedBits);
        info.ThrowIfNotEmpty();
        return unusedBits == 0 ? OfPkcs1PublicKey(key) : throw new AsnContentException();
    }

    private static AsnReader Whole(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return sequence;
    }

    private static void RequireTwoPrimes(AsnReader key)
    {
        bool isSmall = key.TryReadInt32(out int version);
        if (!isSmall || version != 0)
        {
            throw new CryptographicException(isSmall && version == 1
                ? "The key is an RSA key of more than two primes (PKCS#1 version 1), such as a three-prime RSA key, which is not supported. Make a key of two primes: openssl genrsa -out private.pem 3072"
                : "The RSA private key says that it has a version of PKCS#1 that does not exist (RFC 8017 appendix A.1.2 has 0 and 1); the key is damaged or forged. Take the key from its source again.");
        }
    }

    private static void SkipOptional(AsnReader info, Asn1Tag tag)
    {
        if (info.HasData && info.PeekTag().HasSameClassAndValue(tag))
        {
            info.ReadEncodedValue();
        }
    }

    private static RsaModulus Numbers(AsnReader sequence) =>
        new(Unsigned(sequence.ReadIntegerBytes().Span), Unsigned(sequence.ReadIntegerBytes().Span));

    private static byte[] Unsigned(ReadOnlySpan<byte> integer)
    {
        ReadOnlySpan<byte> magnitude = Magnitude(integer);
        return magnitude.IsEmpty ? [0] : magnitude.ToArray();
    }

    private static ReadOnlySpan<byte> Magnitude(ReadOnlySpan<byte> integer) => (sbyte)integer[0] < 0
        ? throw new CryptographicException("The RSA key holds a negative number; the key is damaged or forged.")
        : integer.TrimStart((byte)0);

    /// <summary>Compares big-endian numbers without leading zeros. Not in constant time: it runs once, when the key is read.</summary>
    private static bool IsLess(ReadOnlySpan<byte> number, ReadOnlySpan<byte> limit) =>
        number.Length < limit.Length || (number.Length == limit.Length && number.SequenceCompareTo(limit) < 0);

    private string? FaultOfExponent(bool allowSmallExponent)
    {
        if (Exponent.Length > MaximumExponentBytes)
        {
            return $"The RSA public exponent has {Exponent.Length} bytes; at most {MaximumExponentBytes} are accepted, because a long one makes each verification slow. 65537 is usual.";
        }

        UInt128 exponent = (UInt128)new BigInteger(Exponent, isUnsigned: true, isBigEndian: true);
        return exponent < 3 || UInt128.IsEvenInteger(exponent) ? $"The RSA public exponent is {exponent}; an odd number is needed, usually 65537."
            : exponent < SafeExponent && !allowSmallExponent ? $"The RSA public exponent is {exponent}; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one."
            : null;
    }

    private static void RequireRsa(AsnReader algorithm)
    {
        string identifier = algorithm.ReadObjectIdentifier();
        if (identifier != RsaEncryption)
        {
            string kind = identifier switch
            {
                "1.2.840.10045.2.1" => "an elliptic-curve key",
                "1.2.840.113549.1.1.10" => "an RSA key bound to PSS signatures, which are not supported",
                "1.3.101.112" => "an Ed25519 key",
                _ => "of another kind",
            };
            throw new CryptographicException($"The key is {kind} (object identifier {identifier}); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072");
        }
    }
}
