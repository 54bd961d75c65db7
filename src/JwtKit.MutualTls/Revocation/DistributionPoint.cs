using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>
/// Which certificates a revocation list is about: the extension IssuingDistributionPoint (RFC 5280 section 5.2.5), compared with the certificate's CRLDistributionPoints
/// (section 4.2.1.13) by the rules of section 6.3.3 (b) (2). Immutable and safe for concurrent use.
/// </summary>
internal sealed class DistributionPoint
{
    /// <summary>The extension of a list.</summary>
    public const string Identifier = "2.5.29.28";

    private const string PointsIdentifier = "2.5.29.31";
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ZeroConstructed = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag OneConstructed = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The names of the point, each in DER and hexadecimal; null where the list names no point.</summary>
    private HashSet<string>? names;
    private bool onlyUsers;
    private bool onlyAuthorities;

    private DistributionPoint(string text) => Text = text;

    /// <summary>A list without the extension covers every certificate of its authority.</summary>
    public static DistributionPoint Any { get; } = new(string.Empty);

    /// <summary>The extension's value in hexadecimal: lists of one authority with the same text replace one another.</summary>
    public string Text { get; }

    /// <summary>Reads the extension's value.</summary>
    /// <exception cref="CryptographicException">The list is an indirect one, or is for some reasons or for attribute certificates only.</exception>
    /// <exception cref="AsnContentException">The value is damaged.</exception>
    public static DistributionPoint Read(ReadOnlyMemory<byte> value)
    {
        AsnReader outer = new(value, AsnEncodingRules.DER);
        AsnReader point = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        DistributionPoint read = new(Convert.ToHexString(value.Span));
        if (point.HasData && point.PeekTag().HasSameClassAndValue(Zero))
        {
            read.names = [];
            AddNames(point.ReadSequence(ZeroConstructed), read.names);
        }

        read.onlyUsers = ReadFlag(point, 1);
        read.onlyAuthorities = ReadFlag(point, 2);
        Refuse(point.HasData && point.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 3)), "for some reasons of revocation only");
        Refuse(ReadFlag(point, 4), "an indirect one, with certificates of several authorities");
        Refuse(ReadFlag(point, 5), "for attribute certificates only");
        point.ThrowIfNotEmpty();
        return read;
    }

    /// <summary>Whether a list with this point covers the certificate, which is one of the list's authority.</summary>
    public bool Covers(X509Certificate2 certificate)
    {
        bool isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static constraints => constraints.CertificateAuthority);
        return !(onlyUsers && isAuthority)
            && !(onlyAuthorities && !isAuthority)
            && (names is null || names.Overlaps(PointsOf(certificate)));
    }

    /// <summary>The names of the certificate's points whose lists are about every reason. A damaged extension has none, so no list with a name covers the certificate.</summary>
    private static HashSet<string> PointsOf(X509Certificate2 certificate)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        X509Extension? extension = certificate.Extensions[PointsIdentifier];
        if (extension is null)
        {
            // Section 6.3.3: a certificate without points has one by the name of its issuer.
            AsnWriter issuer = new(AsnEncodingRules.DER);
            using (issuer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true)))
            {
                issuer.WriteEncodedValue(certificate.IssuerName.RawData);
            }

            names.Add(Convert.ToHexString(issuer.Encode()));
            return names;
        }

        try
        {
            AsnReader points = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (points.HasData)
            {
                AsnReader point = points.ReadSequence();
                if (point.HasData && point.PeekTag().HasSameClassAndValue(Zero))
                {
                    AsnReader name = point.ReadSequence(ZeroConstructed);
                    if (!point.HasData)
                    {
                        // What follows limits the point to some reasons, or names another issuer of its list.
                        AddNames(name, names);
                    }
                }
            }

            return names;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    /// <summary>DistributionPointName: general names, or one name relative to the issuer. The tag in front keeps these two apart.</summary>
    private static void AddNames(AsnReader name, HashSet<string> names)
    {
        if (name.PeekTag().HasSameClassAndValue(Zero))
        {
            AsnReader full = name.ReadSequence(ZeroConstructed);
            while (full.HasData)
            {
                names.Add(Convert.ToHexString(full.ReadEncodedValue().Span));
            }
        }
        else
        {
            Asn1Tag tag = name.PeekTag();
            names.Add(tag == OneConstructed ? Convert.ToHexString(name.ReadEncodedValue().Span) : throw new AsnContentException());
        }

        name.ThrowIfNotEmpty();
    }

    private static bool ReadFlag(AsnReader point, int tag)
    {
        Asn1Tag expected = new(TagClass.ContextSpecific, tag);
        return point.HasData && point.PeekTag().HasSameClassAndValue(expected) && point.ReadBoolean(expected);
    }

    private static void Refuse(bool isSo, string kind)
    {
        if (isSo)
        {
            throw new CryptographicException($"holds a revocation list that is {kind}. A list of all reasons by the certificates' own authority is needed.");
        }
    }
}
