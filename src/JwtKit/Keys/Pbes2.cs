using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>How an encrypted key was encrypted: PBES2 (RFC 8018 section 6.2) with PBKDF2 and AES-CBC.</summary>
/// <param name="Salt">The salt of the derivation.</param>
/// <param name="Iterations">1 to <see cref="KeyDerivationRounds.Maximum"/>.</param>
/// <param name="Hash">The hash of PBKDF2's HMAC.</param>
/// <param name="KeyLength">Of the AES key, in bytes.</param>
/// <param name="InitializationVector">16 bytes.</param>
internal readonly record struct Pbes2(byte[] Salt, int Iterations, HashAlgorithmName Hash, int KeyLength, byte[] InitializationVector)
{
    private const string DefaultHash = "1.2.840.113549.2.7";

    /// <summary>Reads an AlgorithmIdentifier (RFC 8018 appendices A.2 and A.4), and derives nothing.</summary>
    /// <exception cref="CryptographicException">It is another scheme, or asks for too much work.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static Pbes2 Read(AsnReader algorithm)
    {
        RequireKnown(algorithm.ReadObjectIdentifier(), KeyDerivationRounds.Pbes2);
        AsnReader parameters = algorithm.ReadSequence();
        AsnReader derivation = parameters.ReadSequence();
        RequireKnown(derivation.ReadObjectIdentifier(), KeyDerivationRounds.Pbkdf2);
        AsnReader work = derivation.ReadSequence();
        byte[] salt = work.ReadOctetString();
        int iterations = ReadIterations(work);
        int? statedLength = work.HasData && work.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)
            ? work.TryReadInt32(out int stated) ? stated : throw new AsnContentException()
            : null;
        HashAlgorithmName hash = HashOf(work.HasData ? work.ReadSequence().ReadObjectIdentifier() : DefaultHash);
        AsnReader cipher = parameters.ReadSequence();
        int keyLength = KeyLengthOf(cipher.ReadObjectIdentifier());
        byte[] vector = cipher.ReadOctetString();
        return vector.Length == 16 && (statedLength ?? keyLength) == keyLength
            ? new Pbes2(salt, iterations, hash, keyLength, vector)
            : throw new AsnContentException();
    }

    private static int ReadIterations(AsnReader work)
    {
        // A number that does not fit is too large too, or negative.
        bool fits = work.TryReadInt32(out int iterations);
        return !fits || iterations > KeyDerivationRounds.Maximum
            ? throw new CryptographicException(
                $"The encrypted key asks for {(fits ? iterations : "more than 2147483647")} rounds of key derivation; at most {KeyDerivationRounds.Maximum} are done. {KeyDerivationRounds.Conversion}")
            : iterations < 1 ? throw new AsnContentException()
            : iterations;
    }

    private static HashAlgorithmName HashOf(string identifier) => identifier switch
    {
        DefaultHash => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw Unsupported(identifier),
    };

    private static int KeyLengthOf(string identifier) => identifier switch
    {
        "2.16.840.1.101.3.4.1.2" => 16,
        "2.16.840.1.101.3.4.1.22" => 24,
        "2.16.840.1.101.3.4.1.42" => 32,
        _ => throw Unsupported(identifier),
    };

    private static void RequireKnown(string identifier, string known)
    {
        if (identifier != known)
        {
            throw Unsupported(identifier);
        }
    }

    private static CryptographicException Unsupported(string identifier) => new(
        $"The key is encrypted in a way that is not supported ({KeyDerivationRounds.Name(identifier)}); PBES2 with PBKDF2 and AES-CBC is. {KeyDerivationRounds.Conversion} "
        + "(for DES and RC2, OpenSSL 3 also needs: -provider legacy -provider default)");
}
