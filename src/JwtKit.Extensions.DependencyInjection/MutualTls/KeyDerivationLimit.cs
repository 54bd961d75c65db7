using System.Formats.Asn1;

namespace JwtKit;

/// <summary>Looks at how an encrypted key was encrypted (RFC 8018) before the platform's importer works for as long as the file asks.</summary>
internal static class KeyDerivationLimit
{
    public const string Conversion = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";

    /// <summary>Some seconds of work; the same as for RSA keys.</summary>
    private const int MaximumIterations = 10_000_000;

    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";

    /// <exception cref="KeyDerivationException">It is another scheme than PBES2 with PBKDF2, or asks for too many rounds.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static void Check(byte[] der)
    {
        AsnReader algorithm = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        Require(algorithm.ReadObjectIdentifier(), Pbes2);
        AsnReader derivation = algorithm.ReadSequence().ReadSequence();
        Require(derivation.ReadObjectIdentifier(), Pbkdf2);
        AsnReader work = derivation.ReadSequence();
        work.ReadOctetString();
        if (!work.TryReadInt32(out int iterations) || iterations > MaximumIterations)
        {
            throw new KeyDerivationException($"asks for more than {MaximumIterations} rounds of key derivation. {Conversion}");
        }
    }

    private static void Require(string found, string needed)
    {
        if (found != needed)
        {
            throw new KeyDerivationException($"is encrypted in a way that is not supported (object identifier {found}); PBES2 with PBKDF2 is. {Conversion}");
        }
    }
}
