using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Tells whether bytes are a whole key or certificate in DER form, by having the platform read them to the end.</summary>
internal static class DerKey
{
    private const byte SequenceTag = 0x30;

    public static bool IsWholeKey(ReadOnlySpan<byte> bytes)
    {
        // Random bytes hardly ever form one DER sequence of exactly their own length, so the importers are seldom asked; and where the first byte
        // tells, not even the decoder is loaded.
        return bytes is [SequenceTag, ..] && IsOneSequence(bytes) && IsKey(bytes);
    }

    private static bool IsKey(ReadOnlySpan<byte> bytes)
    {
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

    private static bool IsOneSequence(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.BER, out Asn1Tag tag, out _, out _, out int consumed)
                && tag == Asn1Tag.Sequence
                && consumed == bytes.Length;
        }
        catch (AsnContentException)
        {
            // After 30 80, a sequence of indefinite length, the decoder looks for the end and throws where there is none.
            return false;
        }
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
        catch (PlatformNotSupportedException)
        {
            // It was read as a key, on a curve that the platform does not have.
            return true;
        }
    }

    private delegate void Importer(ReadOnlySpan<byte> bytes, out int read);
}
