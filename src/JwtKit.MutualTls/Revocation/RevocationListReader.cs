using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Reads revocation lists: CertificateList of RFC 5280 section 5.1. .NET has no reader of its own.</summary>
internal static class RevocationListReader
{
    /// <summary>Of a list that says only what has changed since another one (RFC 5280 section 5.2.4).</summary>
    private const string DeltaListIndicator = "2.5.29.27";

    /// <summary>Of an entry about another authority's certificate (RFC 5280 section 5.3.3).</summary>
    private const string CertificateIssuer = "2.5.29.29";

    private const string Label = "X509 CRL";
    private static readonly Asn1Tag ListExtensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>One list in DER, or all of a PEM file.</summary>
    /// <exception cref="CryptographicException">The file holds none, something else, or a list that cannot be judged.</exception>
    public static List<RevocationList> ReadAll(byte[] content)
    {
        try
        {
            return PemFile.IsDer(content)
                ? [Read(content.AsSpan().ToArray())]
                : [.. PemFile.Read(content).Select(static block => block.Label == Label
                    ? Read(block.Decode())
                    : throw new CryptographicException($"holds a PEM block labelled '{block.Label}'; revocation lists are needed, labelled '{Label}'."))];
        }
        catch (AsnContentException)
        {
            throw new CryptographicException("holds a damaged revocation list. Copy the file again, whole.");
        }
    }

    private static RevocationList Read(byte[] der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader certificateList = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> signed = certificateList.ReadEncodedValue();
        ReadOnlyMemory<byte> algorithm = certificateList.ReadEncodedValue();
        byte[] signature = certificateList.ReadBitString(out int unusedBits);
        certificateList.ThrowIfNotEmpty();

        AsnReader list = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
        bool hasVersion = list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer);
        if (unusedBits != 0 || (hasVersion && !(list.TryReadInt32(out int version) && version == 1)) || !CryptographicOperations.FixedTimeEquals(list.ReadEncodedValue().Span, algorithm.Span))
        {
            throw new AsnContentException();
        }

        CertificateSignature scheme = CertificateSignature.Read(algorithm)
            ?? throw new CryptographicException("holds a revocation list whose signature is not accepted; RSA or ECDSA with SHA-256, SHA-384 or SHA-512 is.");
        byte[] issuer = list.ReadEncodedValue().ToArray();
        DateTimeOffset thisUpdate = ReadTime(list);
        DateTimeOffset nextUpdate = list.HasData && IsTime(list.PeekTag())
            ? ReadTime(list)
            : throw new CryptographicException("holds a revocation list without a date for the next (nextUpdate), so nobody could tell an old one. Have it issued with one.");
        FrozenSet<string> revoked = list.HasData && list.PeekTag() == Asn1Tag.Sequence ? ReadEntries(list.ReadSequence()) : [];
        DistributionPoint point = DistributionPoint.Any;
        if (list.HasData)
        {
            AsnReader tagged = list.ReadSequence(ListExtensions);
            point = ReadExtensions(tagged.ReadSequence(), isOfList: true);
            list.ThrowIfNotEmpty();
        }

        return new RevocationList(signed, scheme, signature) { Issuer = issuer, ThisUpdate = thisUpdate, NextUpdate = nextUpdate, Revoked = revoked, Point = point };
    }

    private static FrozenSet<string> ReadEntries(AsnReader entries)
    {
        HashSet<string> serials = new(StringComparer.Ordinal);
        while (entries.HasData)
        {
            AsnReader entry = entries.ReadSequence();
            serials.Add(RevocationList.SerialOf(entry.ReadIntegerBytes().Span));
            ReadTime(entry);
            if (entry.HasData)
            {
                ReadExtensions(entry.ReadSequence(), isOfList: false);
            }
        }

        return serials.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Delta and indirect lists say what they are in an extension that has to be critical; to take one for a complete list would admit what another part revokes, so that they are
    /// refused without that mark too. A distribution point is honoured, whether its extension is critical or not.
    /// </summary>
    private static DistributionPoint ReadExtensions(AsnReader extensions, bool isOfList)
    {
        DistributionPoint? point = null;
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string identifier = extension.ReadObjectIdentifier();
            bool isCritical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            if (isOfList && identifier == DistributionPoint.Identifier)
            {
                point = point is null ? DistributionPoint.Read(extension.ReadOctetString()) : throw new AsnContentException();
            }
            else if (isCritical || identifier is DeltaListIndicator or CertificateIssuer)
            {
                throw new CryptographicException($"holds a revocation list with the {(isCritical ? "critical " : "")}extension {identifier}: a delta or an indirect list, or one with rules that are not known here. A complete one is needed.");
            }
        }

        return point ?? DistributionPoint.Any;
    }

    private static bool IsTime(Asn1Tag tag) => tag == Asn1Tag.UtcTime || tag == Asn1Tag.GeneralizedTime;

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime(twoDigitYearMax: 2049) : reader.ReadGeneralizedTime();
}
