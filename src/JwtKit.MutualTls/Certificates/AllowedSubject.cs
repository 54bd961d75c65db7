using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>One entry of <see cref="MutualTlsOptions.AllowedSubjects"/>. Safe for concurrent use.</summary>
internal sealed class AllowedSubject
{
    private const string Dns = "DNS:";
    private const string Uri = "URI:";
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    private readonly string? dnsName;
    private readonly string? uri;
    private readonly string? parts;

    private AllowedSubject(string text)
    {
        dnsName = text.StartsWith(Dns, StringComparison.Ordinal) ? text[Dns.Length..] : null;
        uri = text.StartsWith(Uri, StringComparison.Ordinal) ? text[Uri.Length..] : null;
        parts = dnsName is null && uri is null ? PartsOf(new X500DistinguishedName(text)) : null;
    }

    /// <summary>Null if the text is none of the forms.</summary>
    public static AllowedSubject? Parse(string text)
    {
        try
        {
            AllowedSubject subject = new(text);
            return subject.dnsName?.Length > 0 || subject.uri?.Length > 0 || subject.parts?.Length > 0 ? subject : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public bool Matches(X509Certificate2 certificate) =>
        dnsName is not null ? HasName(certificate, DnsName, name => string.Equals(name, dnsName, StringComparison.OrdinalIgnoreCase))
        : uri is not null ? HasName(certificate, UriName, name => name == uri)
        : parts is not null && PartsOf(certificate.SubjectName) == parts;

    /// <summary>Type, length and value of each part. Not the DER: authorities encode the same text as different kinds of string. Null for parts of several values.</summary>
    private static string? PartsOf(X500DistinguishedName name)
    {
        X500RelativeDistinguishedName[] relative = [.. name.EnumerateRelativeDistinguishedNames()];
        return relative.Any(static part => part.HasMultipleElements || part.GetSingleElementValue() is null)
            ? null
            : string.Concat(relative.Select(static part => $"{part.GetSingleElementType().Value}={part.GetSingleElementValue()!.Length}:{part.GetSingleElementValue()};"));
    }

    private static bool HasName(X509Certificate2 certificate, Asn1Tag kind, Func<string, bool> isWanted)
    {
        try
        {
            foreach (X509Extension extension in certificate.Extensions.Where(static extension => extension.Oid?.Value == AlternativeNames))
            {
                AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    if (!names.PeekTag().HasSameClassAndValue(kind))
                    {
                        names.ReadEncodedValue();
                    }
                    else if (isWanted(names.ReadCharacterString(UniversalTagNumber.IA5String, kind)))
                    {
                        return true;
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            // Damaged names name nobody.
        }

        return false;
    }
}
