using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>How an authority signed a certificate or a revocation list: RSA or ECDSA with a hash of the SHA-2 family. Others are not accepted.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Padding">RSA's padding; null for ECDSA.</param>
internal readonly record struct CertificateSignature(HashAlgorithmName Hash, RSASignaturePadding? Padding)
{
    private const string Pss = "1.2.840.113549.1.1.10";

    /// <summary>Reads an AlgorithmIdentifier; null if it is not accepted.</summary>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static CertificateSignature? Read(ReadOnlyMemory<byte> algorithm)
    {
        AsnReader reader = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence();
        return reader.ReadObjectIdentifier() switch
        {
            "1.2.840.113549.1.1.11" => new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "1.2.840.113549.1.1.12" => new(HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "1.2.840.113549.1.1.13" => new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "1.2.840.10045.4.3.2" => new(HashAlgorithmName.SHA256, null),
            "1.2.840.10045.4.3.3" => new(HashAlgorithmName.SHA384, null),
            "1.2.840.10045.4.3.4" => new(HashAlgorithmName.SHA512, null),
            Pss when reader.HasData => ReadPss(reader.ReadSequence()),
            _ => null,
        };
    }

    /// <summary>Whether the issuer's key signed the data.</summary>
    public bool Verify(X509Certificate2 issuer, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (Padding is not null)
            {
                using RSA? rsa = issuer.GetRSAPublicKey();
                return rsa?.VerifyData(data, signature, Hash, Padding) ?? false;
            }

            using ECDsa? ec = issuer.GetECDsaPublicKey();
            return ec?.VerifyData(data, signature, Hash, DSASignatureFormat.Rfc3279DerSequence) ?? false;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>RSASSA-PSS-params (RFC 4055 section 3.1), in the only form that .NET verifies: one hash for both, and a salt of its length.</summary>
    private static CertificateSignature? ReadPss(AsnReader parameters)
    {
        // Absent parameters stand for SHA-1.
        if (!TryReadTagged(parameters, 0, out AsnReader? hash) || !TryReadTagged(parameters, 1, out AsnReader? mask) || !TryReadTagged(parameters, 2, out AsnReader? salt))
        {
            return null;
        }

        string named = hash.ReadSequence().ReadObjectIdentifier();
        AsnReader generation = mask.ReadSequence();
        generation.ReadObjectIdentifier();
        (HashAlgorithmName Name, int Length)? known = named switch
        {
            "2.16.840.1.101.3.4.2.1" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "2.16.840.1.101.3.4.2.2" => (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
            "2.16.840.1.101.3.4.2.3" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
            _ => null,
        };
        return known is { } accepted && generation.ReadSequence().ReadObjectIdentifier() == named && salt.TryReadInt32(out int length) && length == accepted.Length
            ? new(accepted.Name, RSASignaturePadding.Pss)
            : null;
    }

    private static bool TryReadTagged(AsnReader parameters, int number, [NotNullWhen(true)] out AsnReader? value)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number, isConstructed: true);
        value = parameters.HasData && parameters.PeekTag() == tag ? parameters.ReadSequence(tag) : null;
        return value is not null;
    }
}
