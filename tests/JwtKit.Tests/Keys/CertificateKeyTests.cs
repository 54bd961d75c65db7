using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class CertificateKeyTests
{
    private const string EllipticCurve = "The key is an elliptic-curve key (object identifier 1.2.840.10045.2.1); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072";
    private const string Damaged = "The PEM block 'CERTIFICATE' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.";

    [Test]
    public void Reads_the_public_key_of_a_certificate_in_PEM() =>
        Assert.That(RsaPublicKey.FromPem(WrappedKeys.Certificate).ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));

    [Test]
    public void Reads_the_public_key_of_a_certificate_object()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate);
        Assert.That(RsaPublicKey.FromCertificate(certificate).ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Copies_the_private_key_of_a_certificate_object_which_may_go_away()
    {
        X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        using RsaPrivateKey key = RsaPrivateKey.FromCertificate(certificate);
        certificate.Dispose();
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Leaves_the_certificate_to_its_owner()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        RsaPrivateKey.FromCertificate(certificate).Dispose();
        using RSA rsa = certificate.GetRSAPrivateKey()!;
        Assert.That(rsa.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Has.Length.EqualTo(256));
    }

    [Test]
    public void Refuses_a_certificate_without_its_private_key()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate);
        Assert.That(() => RsaPrivateKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The certificate comes without its private key. Load it from a PFX file, or from a store that holds the key."));
    }

    [Test]
    public void Refuses_a_private_key_that_cannot_leave_its_store()
    {
        using RSA hardware = new StoredKey();
        Assert.That(() => CertificateKey.CopyOf(hardware, allowSmallExponent: false), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The certificate's private key cannot leave its store (it is not exportable, or lives in hardware). Sign through a remote signer, which uses the key where it is, or load an exportable copy."));
    }

    [Test]
    public void Refuses_an_elliptic_curve_certificate()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.EllipticCurveCertificate);
        Assert.Multiple(() =>
        {
            Assert.That(() => RsaPublicKey.FromPem(WrappedKeys.EllipticCurveCertificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(EllipticCurve));
            Assert.That(() => RsaPublicKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(EllipticCurve));
            Assert.That(() => RsaPrivateKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(EllipticCurve));
        });
    }

    [Test]
    public void Refuses_a_certificate_with_a_short_key()
    {
        using RSA rsa = RSA.Create(1024);
        using X509Certificate2 certificate = new CertificateRequest("CN=short", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        const string message = "The RSA key has 1024 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072";
        Assert.Multiple(() =>
        {
            Assert.That(() => RsaPublicKey.FromPem(certificate.ExportCertificatePem()), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
            Assert.That(() => RsaPublicKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
            Assert.That(() => RsaPrivateKey.FromCertificate(certificate), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
        });
    }

    [Test]
    public void Refuses_a_certificate_object_whose_key_is_damaged()
    {
        const string message = "The certificate's RSA key is damaged: its bytes are not one modulus and one exponent. Take the certificate from its source again.";
        using X509Certificate2 good = X509Certificate2.CreateFromPem(WrappedKeys.Certificate);
        byte[] der = good.RawData;

        // .NET loads it all the same, since it does not read the key.
        der[der.AsSpan().IndexOf(good.PublicKey.EncodedKeyValue.RawData)] ^= 1;
        using X509Certificate2 damaged = X509CertificateLoader.LoadCertificate(der);
        Assert.Multiple(() =>
        {
            Assert.That(() => RsaPublicKey.FromCertificate(damaged), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
            Assert.That(() => RsaPrivateKey.FromCertificate(damaged), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
        });
    }

    [Test]
    public void Refuses_a_damaged_certificate()
    {
        byte[] der = Convert.FromBase64String(WrappedKeys.Certificate[PemEncoding.Find(WrappedKeys.Certificate).Base64Data]);
        byte[][] damaged = [[], der[..^1], [.. der, 0], RsaForm.SubjectPublicKeyInfo.GoodDer()];
        Assert.Multiple(() =>
        {
            foreach (byte[] bytes in damaged)
            {
                Assert.That(
                    () => RsaPublicKey.FromPem(PemEncoding.WriteString("CERTIFICATE", bytes)),
                    Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged));
            }
        });
    }

    [Test]
    public void Throws_for_null() => Assert.Multiple(() =>
    {
        Assert.That(() => RsaPublicKey.FromCertificate(null!), Throws.ArgumentNullException);
        Assert.That(() => RsaPrivateKey.FromCertificate(null!), Throws.ArgumentNullException);
    });

    /// <summary>A key as a smart card has it: it never comes out.</summary>
    private sealed class StoredKey : RSA
    {
        public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new CryptographicException("Not exportable.");

        public override void ImportParameters(RSAParameters parameters) => throw new CryptographicException("Read only.");
    }
}
