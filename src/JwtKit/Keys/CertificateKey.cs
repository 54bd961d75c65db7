using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>The RSA keys of X.509 certificates. Whether a certificate is valid or trusted is not asked: it is only the wrapping of a key here.</summary>
internal static class CertificateKey
{
    /// <summary>The numbers of the public key of a certificate in DER.</summary>
    /// <exception cref="AsnContentException">The bytes are not one certificate.</exception>
    public static RsaModulus PublicOf(byte[] der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        using X509Certificate2 certificate = Load(der);
        return NumbersOf(certificate);
    }

    /// <exception cref="CryptographicException">It is no RSA key, or a damaged one: .NET loads a certificate without reading its key.</exception>
    public static RsaModulus PublicOf(X509Certificate2 certificate)
    {
        try
        {
            return NumbersOf(certificate);
        }
        catch (AsnContentException)
        {
            throw new CryptographicException("The certificate's RSA key is damaged: its bytes are not one modulus and one exponent. Take the certificate from its source again.");
        }
    }

    /// <summary>A copy of the private key that the certificate carries.</summary>
    /// <exception cref="CryptographicException">It carries none, none of RSA, or one that cannot leave its store.</exception>
    public static RsaPrivateKey PrivateOf(X509Certificate2 certificate, bool allowSmallExponent)
    {
        PublicOf(certificate).Require(allowSmallExponent);
        if (!certificate.HasPrivateKey)
        {
            throw new CryptographicException("The certificate comes without its private key. Load it from a PFX file, or from a store that holds the key.");
        }

        using RSA rsa = certificate.GetRSAPrivateKey()!;
        return CopyOf(rsa, allowSmallExponent);
    }

    /// <summary>A copy of .NET's key, wherever that lives.</summary>
    /// <exception cref="CryptographicException">The key cannot leave its store.</exception>
    public static RsaPrivateKey CopyOf(RSA rsa, bool allowSmallExponent)
    {
        byte[] pkcs1 = Export(rsa);
        try
        {
            return RsaKeyReader.OfPkcs1(pkcs1, allowSmallExponent);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs1);
        }
    }

    private static RsaModulus NumbersOf(X509Certificate2 certificate) => RsaModulus.OfSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    private static X509Certificate2 Load(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException e)
        {
            throw new AsnContentException(e.Message, e);
        }
    }

    private static byte[] Export(RSA rsa)
    {
        try
        {
            return Pkcs1Numbers.ToPkcs1(rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException)
        {
            throw new CryptographicException(
                "The certificate's private key cannot leave its store (it is not exportable, or lives in hardware). Sign through a remote signer, which uses the key where it is, or load an exportable copy.");
        }
    }
}
