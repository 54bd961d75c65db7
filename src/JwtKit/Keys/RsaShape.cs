using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The public numbers of an RSA key (RFC 8017 section 3.1), read before any platform importer sees the key.</summary>
/// <param name="Modulus">Big-endian, without leading zeros.</param>
/// <param name="Exponent">Big-endian, without leading zeros.</param>
internal readonly record struct RsaShape(byte[] Modulus, byte[] Exponent)
{
    private const int MinimumBits = 2048;
    private const int MaximumBits = 16384;
    private const int SafeExponent = 65537;
    private const int MaximumExponentBytes = 8;
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    public int ModulusBits => (Modulus.Length * 8) - BitOperations.LeadingZeroCount((uint)Modulus[0]) + 24;

    /// <summary>Throws for numbers that make a weak, wrong or needlessly slow key.</summary>
    /// <param name="allowSmallExponent">Admits odd exponents from 3.</param>
    /// <exception cref="CryptographicException">What was found and what is needed.</exception>
    public void Require(bool allowSmallExponent)
    {
        int bits = ModulusBits;
        if (bits is < MinimumBits or > MaximumBits)
        {
            throw new CryptographicException($"The RSA key has {bits} bits; {MinimumBits} to {MaximumBits} are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072");
        }

        if ((Modulus[^1] & 1) == 0)
        {
            throw new CryptographicException("The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged.");
        }

        if (Exponent.Length > MaximumExponentBytes)
        {
            throw new CryptographicException(
                $"The RSA public exponent has {Exponent.Length} bytes; at most {MaximumExponentBytes} are accepted, because a long one makes each verification slow. 65537 is usual.");
        }

        UInt128 exponent = (UInt128)new BigInteger(Exponent, isUnsigned: true, isBigEndian: true);
        if (exponent < 3 || UInt128.IsEvenInteger(exponent))
        {
            throw new CryptographicException($"The RSA public exponent is {exponent}; an odd number is needed, usually 65537.");
        }

        if (exponent < SafeExponent && !allowSmallExponent)
        {
            throw new CryptographicException($"The RSA public exponent is {exponent}; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one.");
        }
    }

    /// <summary>RSAPrivateKey of RFC 8017 appendix A.1.2 (PKCS#1).</summary>
    public static RsaShape OfPkcs1PrivateKey(ReadOnlyMemory<byte> der)
    {
        AsnReader key = Whole(der);
        key.ReadInteger();
        return Numbers(key);
    }

    /// <summary>PrivateKeyInfo of RFC 5208 section 5 (PKCS#8), around a PKCS#1 key.</summary>
    public static RsaShape OfPkcs8PrivateKey(ReadOnlyMemory<byte> der)
    {
        AsnReader info = Whole(der);
        info.ReadInteger();
        RequireRsa(info.ReadSequence());

        // A slice, not a copy: the caller erases the bytes it gave.
        return info.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> inner)
            ? OfPkcs1PrivateKey(inner)
            : throw new AsnContentException();
    }

    /// <summary>RSAPublicKey of RFC 8017 appendix A.1.1 (PKCS#1).</summary>
    public static RsaShape OfPkcs1PublicKey(ReadOnlyMemory<byte> der)
    {
        AsnReader key = Whole(der);
        RsaShape shape = Numbers(key);
        key.ThrowIfNotEmpty();
        return shape;
    }

    /// <summary>SubjectPublicKeyInfo of RFC 5280 section 4.1.2.7, around a PKCS#1 key.</summary>
    public static RsaShape OfSubjectPublicKeyInfo(ReadOnlyMemory<byte> der)
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

    private static RsaShape Numbers(AsnReader sequence) =>
        new(Unsigned(sequence.ReadIntegerBytes().Span), Unsigned(sequence.ReadIntegerBytes().Span));

    private static byte[] Unsigned(ReadOnlySpan<byte> integer)
    {
        if ((sbyte)integer[0] < 0)
        {
            throw new CryptographicException("The RSA key holds a negative number; the key is damaged or forged.");
        }

        ReadOnlySpan<byte> magnitude = integer.TrimStart((byte)0);
        return magnitude.IsEmpty ? [0] : magnitude.ToArray();
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
