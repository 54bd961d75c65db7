using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>The one private key of a PFX file (PKCS#12, RFC 7292).</summary>
internal static class PfxFile
{
    private const int MaximumLength = 1024 * 1024;

    public static RsaPrivateKey Read(ReadOnlySpan<byte> pfx, string? password, bool allowSmallExponent)
    {
        if (pfx.Length > MaximumLength)
        {
            throw new CryptographicException($"The PFX file has {pfx.Length} bytes; at most {MaximumLength} are read.");
        }

        RequireExactLength(pfx);
        X509Certificate2Collection certificates = Load(pfx, password, RoundsOfMac(pfx, password), TriesOf(password));
        try
        {
            X509Certificate2[] withKey = [.. certificates.Where(static certificate => certificate.HasPrivateKey)];
            return withKey.Length == 1
                ? CertificateKey.PrivateOf(withKey[0], allowSmallExponent)
                : throw new CryptographicException($"The PFX file holds {withKey.Length} certificates with a private key; exactly one is needed.");
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }

    /// <summary>.NET reads one structure and passes over what follows it.</summary>
    private static void RequireExactLength(ReadOnlySpan<byte> pfx)
    {
        int following = pfx.Length - LengthOf(pfx);
        if (following > 0)
        {
            throw new CryptographicException($"The PFX file has {following} bytes behind its end; nothing may follow. Copy the file again, as it was written.");
        }
    }

    /// <summary>Of the structure at the beginning. What is none is refused later.</summary>
    private static int LengthOf(ReadOnlySpan<byte> pfx)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(pfx, AsnEncodingRules.BER, out _, out _, out int length);
            return length;
        }
        catch (AsnContentException)
        {
            return pfx.Length;
        }
    }

    /// <summary>Judges all rounds, before anything is derived.</summary>
    private static int RoundsOfMac(ReadOnlySpan<byte> pfx, string? password)
    {
        try
        {
            return PfxWork.Require(pfx.ToArray(), TriesOf(password));
        }
        catch (AsnContentException)
        {
            throw NotOpened(password);
        }
    }

    private static X509Certificate2Collection Load(ReadOnlySpan<byte> pfx, string? password, int roundsOfMac, int tries)
    {
        // .NET counts too, also what lies within an encrypted part: it gets what the MAC leaves.
        int rest = (KeyDerivationRounds.Maximum / tries) - roundsOfMac;
        Pkcs12LoaderLimits limits = new()
        {
            MacIterationLimit = roundsOfMac,
            IndividualKdfIterationLimit = rest,
            TotalKdfIterationLimit = rest,
        };

        // Ephemeral: the key is written to no store. macOS knows no such keys.
        X509KeyStorageFlags storage = X509KeyStorageFlags.Exportable
            | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(pfx, password, storage, limits);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            throw new CryptographicException(PfxWork.TooMuchInside());
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw NotOpened(password);
        }
    }

    /// <summary>.NET tries the password null and the empty one where either is given.</summary>
    private static int TriesOf(string? password) => string.IsNullOrEmpty(password) ? 2 : 1;

    private static CryptographicException NotOpened(string? password) => new(
        $"The PFX file could not be opened{(password is null ? " without a password" : "")}: the password is another one, the file is damaged, or its encryption is not supported here.");
}

/// <summary>
/// Adds up the rounds of key derivation that a PFX file asks for (RFC 7292 section 4): its MAC, its encrypted parts and each encrypted key, also in nested parts. What lies within an
/// encrypted part is counted when that is opened.
/// </summary>
internal static class PfxWork
{
    /// <summary>More than any program nests.</summary>
    private const int MaximumDepth = 16;

    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string EncryptedKeyBag = "1.2.840.113549.1.12.10.1.2";
    private const string NestedBag = "1.2.840.113549.1.12.10.1.6";
    private const string Pbmac1 = "1.2.840.113549.1.5.14";
    private const string Anew = "Write it anew: openssl pkcs12 -in old.pfx -out all.pem, then openssl pkcs12 -export -in all.pem -out new.pfx";

    private static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The rounds of the MAC, which are at most 10 million together with those of the rest.</summary>
    /// <param name="pfx">The file.</param>
    /// <param name="tries">How often each round may be done: .NET tries two forms of a password that is missing or empty.</param>
    /// <exception cref="CryptographicException">They are more, or an algorithm is not supported.</exception>
    /// <exception cref="AsnContentException">The file is damaged.</exception>
    public static int Require(ReadOnlyMemory<byte> pfx, int tries)
    {
        AsnReader file = new AsnReader(pfx, AsnEncodingRules.BER).ReadSequence();
        file.ReadInteger();
        AsnReader parts = new AsnReader(DataOf(file.ReadSequence()), AsnEncodingRules.BER).ReadSequence();
        UInt128 mac = file.HasData ? OfMac(file.ReadSequence(), out string? unsupported) : Nothing(out unsupported);
        UInt128 rest = 0;
        while (parts.HasData)
        {
            rest += OfPart(parts.ReadSequence(), ref unsupported);
        }

        return (mac + rest) * (uint)tries > KeyDerivationRounds.Maximum ? throw new CryptographicException(
                $"The PFX file asks for {KeyDerivationRounds.Text(mac + rest)} rounds of key derivation in all{(tries > 1 ? ", and each is done twice without a password" : string.Empty)}; at most {KeyDerivationRounds.Maximum} are done. {Anew}")
            : unsupported is not null ? throw new CryptographicException($"The PFX file is protected in a way that is not supported ({unsupported}). {Anew}")
            : (int)mac;
    }

    /// <summary>What to say where the limits are exceeded within an encrypted part.</summary>
    public static string TooMuchInside() =>
        $"The PFX file holds more than 200 keys or certificates, or asks for more than {KeyDerivationRounds.Maximum} rounds of key derivation with what lies within an encrypted part. {Anew}";

    private static UInt128 Nothing(out string? unsupported)
    {
        unsupported = null;
        return 0;
    }

    private static UInt128 OfMac(AsnReader mac, out string? unsupported)
    {
        AsnReader algorithm = mac.ReadSequence().ReadSequence();
        mac.ReadOctetString();
        UInt128 rounds = mac.HasData ? KeyDerivationRounds.Read(mac) : 1;
        unsupported = null;
        if (algorithm.ReadObjectIdentifier() != Pbmac1)
        {
            return rounds;
        }

        // RFC 9579: the rounds are those of the PBKDF2 inside, and the number beside has no meaning.
        unsupported = $"PBMAC1, object identifier {Pbmac1}";
        return KeyDerivationRounds.OfDerivation(algorithm.ReadSequence().ReadSequence(), out string derivation) is { } inside ? inside : Unsupported(derivation, ref unsupported);
    }

    private static UInt128 OfPart(AsnReader part, ref string? unsupported)
    {
        switch (part.ReadObjectIdentifier())
        {
            case Data:
                return OfBags(new AsnReader(part.ReadSequence(Content).ReadOctetString(), AsnEncodingRules.BER).ReadSequence(), depth: 1, ref unsupported);
            case EncryptedData:
                AsnReader encrypted = part.ReadSequence(Content).ReadSequence();
                encrypted.ReadInteger();
                AsnReader content = encrypted.ReadSequence();
                content.ReadObjectIdentifier();
                return OfEncryption(content.ReadSequence(), ref unsupported);
            default:
                return 0;
        }
    }

    private static UInt128 OfBags(AsnReader bags, int depth, ref string? unsupported)
    {
        if (depth > MaximumDepth)
        {
            throw new AsnContentException();
        }

        UInt128 sum = 0;
        while (bags.HasData)
        {
            AsnReader bag = bags.ReadSequence();
            string kind = bag.ReadObjectIdentifier();
            if (kind == EncryptedKeyBag)
            {
                sum += OfEncryption(bag.ReadSequence(Content).ReadSequence().ReadSequence(), ref unsupported);
            }
            else if (kind == NestedBag)
            {
                sum += OfBags(bag.ReadSequence(Content).ReadSequence(), depth + 1, ref unsupported);
            }
        }

        return sum;
    }

    private static UInt128 OfEncryption(AsnReader algorithm, ref string? unsupported) =>
        KeyDerivationRounds.Of(algorithm, out string identifier) is { } rounds ? rounds : Unsupported(identifier, ref unsupported);

    /// <summary>The sum is said first.</summary>
    private static UInt128 Unsupported(string identifier, ref string? unsupported)
    {
        unsupported ??= KeyDerivationRounds.Name(identifier);
        return 0;
    }

    private static byte[] DataOf(AsnReader contentInfo) =>
        contentInfo.ReadObjectIdentifier() == Data ? contentInfo.ReadSequence(Content).ReadOctetString() : throw new AsnContentException();
}
