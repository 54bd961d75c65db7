using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>An RSA public key of 2048 to 16384 bits (RFC 7518 section 3.3), before it has a purpose. Immutable and safe for concurrent use.</summary>
public sealed class RsaPublicKey
{
    internal RsaPublicKey(RsaModulus numbers) => Numbers = numbers;

    /// <summary>The length of the modulus in bits.</summary>
    public int KeySize => Numbers.ModulusBits;

    /// <summary>The RFC 7638 thumbprint of the key (SHA-256, base64url): 43 characters, the same for both halves, fit for a key id.</summary>
    public string Thumbprint => JwkThumbprint.OfRsa(Numbers);

    internal RsaModulus Numbers { get; }

    /// <summary>
    /// Reads one public key in PEM form, from a file or an environment variable: <c>PUBLIC KEY</c> (SubjectPublicKeyInfo), <c>RSA PUBLIC KEY</c> (PKCS#1) or
    /// <c>CERTIFICATE</c>, of which neither dates nor trust are checked. A written-out <c>\n</c> and quotation marks around the text do not matter.
    /// </summary>
    /// <param name="pem">The text of the key file. Text around the key is passed over; another PEM block, whole or damaged, is refused.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The text is no such key, or the key is too weak; the message names what was found.</exception>
    public static RsaPublicKey FromPem(string pem, bool allowSmallExponent = false)
    {
        PemKey key = PemKey.Read(pem);
        try
        {
            RsaModulus numbers = ReadNumbers(key);
            numbers.Require(allowSmallExponent);
            return new RsaPublicKey(numbers);
        }
        catch (AsnContentException)
        {
            throw new CryptographicException(PemLabels.Damaged(key.Label));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key.Der);
        }
    }

    /// <summary>The public key of a certificate. Dates and trust of the certificate are not checked.</summary>
    /// <param name="certificate">Stays the caller's.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The key is not RSA, or is too weak.</exception>
    public static RsaPublicKey FromCertificate(X509Certificate2 certificate, bool allowSmallExponent = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        RsaModulus numbers = CertificateKey.PublicOf(certificate);
        numbers.Require(allowSmallExponent);
        return new RsaPublicKey(numbers);
    }

    /// <summary>The key as PEM (SubjectPublicKeyInfo): the form in which platforms take it.</summary>
    public string ExportPem()
    {
        using RSA rsa = CreateRsa();
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The key as a JSON Web Key, fit for publishing.</summary>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default. <see cref="Thumbprint"/> makes a good one.</param>
    /// <param name="algorithm">The <c>alg</c>, such as <c>RS256</c> or <c>RSA-OAEP</c>; none by default.</param>
    /// <param name="use"><c>sig</c> or <c>enc</c>; none by default.</param>
    /// <exception cref="ArgumentException">One of them is not acceptable, or algorithm and use contradict each other.</exception>
    public Jwk ToJwk(string? keyId = null, string? algorithm = null, string? use = null) =>
        new(this, pkcs8: null, JwkUse.LabelsOfRsa(keyId, algorithm, use));

    /// <summary>The size.</summary>
    public override string ToString() => $"RsaPublicKey ({KeySize} bits)";

    internal RSA CreateRsa() => RSA.Create(new RSAParameters { Modulus = Numbers.Modulus, Exponent = Numbers.Exponent });

    private static RsaModulus ReadNumbers(PemKey key) => key.Label switch
    {
        PemLabels.SubjectPublicKeyInfo => RsaModulus.OfSubjectPublicKeyInfo(key.Der),
        PemLabels.Pkcs1Public => RsaModulus.OfPkcs1PublicKey(key.Der),
        PemLabels.Certificate => CertificateKey.PublicOf(key.Der),
        _ => throw new CryptographicException(PemLabels.NotPublic(key.Label)),
    };
}
