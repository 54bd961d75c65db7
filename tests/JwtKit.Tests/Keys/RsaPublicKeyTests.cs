using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class RsaPublicKeyTests
{
    [TestCase(RsaForm.SubjectPublicKeyInfo)]
    [TestCase(RsaForm.Pkcs1Public)]
    public void Exports_what_OpenSSL_wrote_as_SubjectPublicKeyInfo(RsaForm form) =>
        Assert.That(RsaPublicKey.FromPem(form.GoodPem()).ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));

    [Test]
    public void Reads_what_the_platform_exports_in_both_forms()
    {
        using RSA rsa = RSA.Create(2048);
        string first = RsaPublicKey.FromPem(rsa.ExportSubjectPublicKeyInfoPem()).ExportPem();
        string second = RsaPublicKey.FromPem(rsa.ExportRSAPublicKeyPem()).ExportPem();
        Assert.That(first, Is.EqualTo(second));
    }

    [TestCase(RsaForm.Pkcs8)]
    [TestCase(RsaForm.Pkcs1Private)]
    public void Refuses_a_private_key(RsaForm form) => Assert.That(
        () => RsaPublicKey.FromPem(form.GoodPem()),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The PEM block is labelled '{form.Label()}': a private key where the public one is needed. Keep it away from here; 'openssl pkey -in private.pem -pubout' prints the public half."));

    [TestCase("EC PUBLIC KEY", ": an elliptic-curve key where an RSA key is needed.")]
    [TestCase("X509 CRL", "; an RSA public key is needed, labelled 'PUBLIC KEY', 'RSA PUBLIC KEY' or 'CERTIFICATE'.")]
    public void Refuses_another_label(string label, string advice) => Assert.That(
        () => RsaPublicKey.FromPem($"-----BEGIN {label}-----\nMIIB\n-----END {label}-----"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The PEM block is labelled '{label}'{advice}"));

    [Test]
    public void Refuses_an_elliptic_curve_key()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(
            () => RsaPublicKey.FromPem(ec.ExportSubjectPublicKeyInfoPem()),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
                "The key is an elliptic-curve key (object identifier 1.2.840.10045.2.1); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072"));
    }

    [Test]
    public void Verifies_any_number_of_times_from_one_object()
    {
        using SigningKey signing = SigningKey.Rs256(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        RsaPublicKey key = RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo);
        using (VerificationKey.Rs256(key))
        {
        }

        using VerificationKey second = VerificationKey.Rs256(key);
        Assert.That(Jws.TryVerify(Jws.Sign([], signing), second, out _), Is.True);
    }

    [Test]
    public void Prints_its_size() => Assert.That(RsaPublicKey.FromPem(TestKeys.Pkcs1Public).ToString(), Is.EqualTo("RsaPublicKey (2048 bits)"));
}
