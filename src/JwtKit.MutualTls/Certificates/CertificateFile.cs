using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace JwtKit;

/// <summary>The certificates of a file, without private keys.</summary>
internal static class CertificateFile
{
    private const string Certificate = "CERTIFICATE";

    /// <summary>Reads one certificate in DER, or all of a PEM file in their order.</summary>
    /// <exception cref="CryptographicException">The file holds none, something else, or a damaged one.</exception>
    public static List<X509Certificate2> Read(ReadOnlySpan<byte> content, bool mayHoldKey)
    {
        if (PemFile.IsDer(content))
        {
            return [Load(content)];
        }

        List<X509Certificate2> certificates = [];
        foreach (PemBlock block in PemFile.Read(content))
        {
            if (block.Label == Certificate)
            {
                certificates.Add(Load(block.Decode()));
            }
            else if (!mayHoldKey || !block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                throw new CryptographicException($"holds a PEM block labelled '{block.Label}'; certificates are needed, labelled '{Certificate}'.");
            }
        }

        return certificates.Count > 0 ? certificates : throw new CryptographicException($"holds no certificate; PEM labelled '{Certificate}', or DER, is needed.");
    }

    private static X509Certificate2 Load(ReadOnlySpan<byte> der)
    {
        try
        {
            return AsnDecoder.TryReadEncodedValue(der, AsnEncodingRules.DER, out _, out _, out _, out int consumed) && consumed == der.Length
                ? X509CertificateLoader.LoadCertificate(der)
                : throw Damaged();
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            throw Damaged();
        }
    }

    private static CryptographicException Damaged() => new("holds a damaged certificate: its bytes are not one complete certificate. Copy the file again, whole.");
}

/// <summary>The content of a file that is PEM or one value in DER.</summary>
internal static class PemFile
{
    private const byte DerSequence = 0x30;

    /// <summary>Whether a file is one value in DER rather than PEM.</summary>
    public static bool IsDer(ReadOnlySpan<byte> content) => content.StartsWith(DerSequence);

    /// <summary>Every block of a PEM file, in its order.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is none, or one of them is damaged.</exception>
    public static List<PemBlock> Read(ReadOnlySpan<byte> content) => PemText.Blocks(Encoding.UTF8.GetString(content));
}
