using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Tells whether bytes are a whole key or certificate in DER form, by having the platform read them to the end.</summary>
internal static class DerKey
{
    public static bool IsWholeKey(ReadOnlySpan<byte> bytes)
    {
        // Random bytes hardly ever form one DER sequence of exactly their own length, so the importers below are seldom asked.
        if (!AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.BER, out Asn1Tag tag, out _, out _, out int consumed)
            || tag != Asn1Tag.Sequence
            || consumed != bytes.Length)
        {
            return false;
        }

        using RSA rsa = RSA.Create();
        using ECDsa ec = ECDsa.Create();
        return Reads(bytes, rsa.ImportRSAPublicKey)
            || Reads(bytes, rsa.ImportRSAPrivateKey)
            || Reads(bytes, rsa.ImportPkcs8PrivateKey)
            || Reads(bytes, ec.ImportPkcs8PrivateKey)
            || Reads(bytes, ec.ImportECPrivateKey)
            || Reads(bytes, static (data, out read) => PublicKey.CreateFromSubjectPublicKeyInfo(data, out read))
            || Reads(bytes, static (data, out read) =>
            {
                using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(data);
                read = data.Length;
            });
    }

    private static bool Reads(ReadOnlySpan<byte> bytes, Importer import)
    {
        try
        {
            import(bytes, out int read);
            return read == bytes.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private delegate void Importer(ReadOnlySpan<byte> bytes, out int read);
}
