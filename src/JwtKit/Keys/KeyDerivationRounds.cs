using System.Formats.Asn1;

namespace JwtKit;

/// <summary>The rounds that a password goes through before a key file opens, read without doing any.</summary>
internal static class KeyDerivationRounds
{
    /// <summary>Some seconds of work, for all that one file asks for together. A file may ask for 2^31 and more, which is minutes to hours, before anyone can tell that its password is wrong.</summary>
    public const int Maximum = 10_000_000;

    /// <summary>The openssl command that brings an encrypted key into the form that is read.</summary>
    public const string Conversion = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";

    /// <summary>PBES2 (RFC 8018 section 6.2).</summary>
    public const string Pbes2 = "1.2.840.113549.1.5.13";

    /// <summary>PBKDF2 (RFC 8018 section 5.2).</summary>
    public const string Pbkdf2 = "1.2.840.113549.1.5.12";

    private const string Pbes1 = "1.2.840.113549.1.5.";
    private const string Pkcs12Encryption = "1.2.840.113549.1.12.1.";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";

    /// <summary>
    /// Those of an AlgorithmIdentifier: PBES2 with PBKDF2, PBES1 (RFC 8018 appendix A.3), the schemes of PKCS#12 (RFC 7292 appendix C), or PBKDF2 alone. A number over 64 bits
    /// counts as 2^64.
    /// </summary>
    /// <returns>Null for a scheme that is none of these; <paramref name="identifier"/> names it.</returns>
    /// <exception cref="AsnContentException">It is damaged, or the number is not positive.</exception>
    public static UInt128? Of(AsnReader algorithm, out string identifier)
    {
        identifier = algorithm.ReadObjectIdentifier();
        if (identifier == Pbes2)
        {
            return Of(algorithm.ReadSequence().ReadSequence(), out identifier);
        }

        if (identifier != Pbkdf2 && !identifier.StartsWith(Pkcs12Encryption, StringComparison.Ordinal) && !identifier.StartsWith(Pbes1, StringComparison.Ordinal))
        {
            return null;
        }

        AsnReader work = algorithm.ReadSequence();
        work.ReadEncodedValue();
        return Read(work);
    }

    /// <summary>An INTEGER that is a number of rounds.</summary>
    /// <exception cref="AsnContentException">It is damaged, or not positive.</exception>
    public static UInt128 Read(AsnReader reader)
    {
        ReadOnlySpan<byte> number = reader.ReadIntegerBytes().Span;
        if ((sbyte)number[0] < 0)
        {
            throw new AsnContentException();
        }

        number = number.TrimStart((byte)0);
        if (number.IsEmpty)
        {
            throw new AsnContentException();
        }

        UInt128 rounds = 0;
        foreach (byte next in number.Length > sizeof(ulong) ? [] : number)
        {
            rounds = (rounds << 8) | next;
        }

        return number.Length > sizeof(ulong) ? (UInt128)ulong.MaxValue + 1 : rounds;
    }

    /// <summary>A number of rounds for a message.</summary>
    public static string Text(UInt128 rounds) => rounds > ulong.MaxValue
        ? $"more than {ulong.MaxValue}"
        : rounds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How a message names a scheme that is not supported.</summary>
    public static string Name(string identifier) => $"{(identifier == Scrypt ? "scrypt, " : string.Empty)}object identifier {identifier}";
}
