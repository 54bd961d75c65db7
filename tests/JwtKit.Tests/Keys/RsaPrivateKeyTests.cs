using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class RsaPrivateKeyTests
{
    private const string Consumed =
        "The private key was taken over by the key made from it, or was disposed. Read or generate it anew for each key.\nObject name: 'RsaPrivateKey'.";

    [TestCase(RsaForm.Pkcs8)]
    [TestCase(RsaForm.Pkcs1Private)]
    public void Exports_what_OpenSSL_wrote_as_PKCS8(RsaForm form)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(form.GoodPem());
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Reads_back_what_it_exports()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using RsaPrivateKey read = RsaPrivateKey.FromPem(key.ExportPem());
        Assert.That(read.ExportPem(), Is.EqualTo(key.ExportPem()));
    }

    [Test]
    public void Reads_what_the_platform_exports_in_both_forms()
    {
        using RSA rsa = RSA.Create(2048);
        using RsaPrivateKey first = RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        using RsaPrivateKey second = RsaPrivateKey.FromPem(rsa.ExportRSAPrivateKeyPem());
        Assert.That(first.ExportPem(), Is.EqualTo(second.ExportPem()));
    }

    [TestCase(2048)]
    [TestCase(2112)]
    [TestCase(3072)]
    [Category("Heavy")]
    public void Generates_a_key_of_the_size_asked_for(int keySize)
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate(keySize);
        Assert.That(key.KeySize, Is.EqualTo(keySize));
    }

    [Test]
    public void Generates_the_exponent_65537()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        Assert.That(key.Numbers.Exponent, Is.EqualTo(new byte[] { 1, 0, 1 }));
    }

    [TestCase(0)]
    [TestCase(1024)]
    [TestCase(2047)]
    [TestCase(2049)]
    [TestCase(2080)]
    [TestCase(16448)]
    public void Refuses_to_generate_another_size(int keySize) => Assert.That(
        () => RsaPrivateKey.Generate(keySize),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            $"2048 to 16384 bits in steps of 64 are needed. (Parameter 'keySize')\nActual value was {keySize}."));

    [TestCase(RsaForm.SubjectPublicKeyInfo)]
    [TestCase(RsaForm.Pkcs1Public)]
    public void Refuses_a_public_key(RsaForm form) => Assert.That(
        () => RsaPrivateKey.FromPem(form.GoodPem()),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The PEM block is labelled '{form.Label()}': a public key where the private one is needed. It cannot be made from the public key; take the file that was written with it."));

    [TestCase("CERTIFICATE", ": it holds the public key only, and the private one is needed. Take the key file that belongs to the certificate, or its PFX file.")]
    [TestCase("EC PRIVATE KEY", ": an elliptic-curve key where an RSA key is needed. Make one: openssl genrsa -out private.pem 3072")]
    [TestCase("OPENSSH PRIVATE KEY", ": OpenSSH's own form. Convert it in place: ssh-keygen -p -m PKCS8 -f private.pem")]
    [TestCase("DSA PRIVATE KEY", "; an RSA private key is needed, labelled 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY' or 'RSA PRIVATE KEY'.")]
    public void Refuses_another_label(string label, string advice) => Assert.That(
        () => RsaPrivateKey.FromPem($"-----BEGIN {label}-----\nMIIB\n-----END {label}-----"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The PEM block is labelled '{label}'{advice}"));

    [Test]
    public void Refuses_an_elliptic_curve_key() => Assert.That(
        () => RsaPrivateKey.FromPem(UnusualKeys.EllipticCurve),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The key is an elliptic-curve key (object identifier 1.2.840.10045.2.1); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072"));

    [Test]
    public void Refuses_a_key_that_is_bound_to_PSS()
    {
        byte[] der = RsaDer.Pkcs8("1.2.840.113549.1.1.10", RsaForm.Pkcs1Private.GoodDer());
        Assert.That(
            () => RsaPrivateKey.FromPem(RsaForm.Pkcs8.Pem(der)),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
                "The key is an RSA key bound to PSS signatures, which are not supported (object identifier 1.2.840.113549.1.1.10); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072"));
    }

    [Test]
    public void Refuses_numbers_that_do_not_belong_together([Values] bool inPkcs8, [Values] PrivateNumber changed)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: true);
        byte[] pkcs1 = RsaDer.Pkcs1Private(numbers, changed);
        string pem = inPkcs8 ? RsaForm.Pkcs8.Pem(RsaDer.Pkcs8(RsaDer.RsaEncryption, pkcs1)) : RsaForm.Pkcs1Private.Pem(pkcs1);
        Assert.That(
            () => RsaPrivateKey.FromPem(pem),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
                "The numbers of the RSA private key do not belong together; the key is damaged or forged. Take the key from its source again."));
    }

    [Test]
    public void Gives_its_public_half()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        Assert.That(key.GetPublicKey().ExportPem(), Is.EqualTo(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Prints_its_size_only()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        Assert.That(key.ToString(), Is.EqualTo("RsaPrivateKey (2048 bits)"));
    }

    [Test]
    public void Throws_when_exported_after_a_key_took_it_over()
    {
        RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using SigningKey signing = SigningKey.Rs256(key);
        Assert.That(key.ExportPem, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Consumed));
    }

    [Test]
    public void Throws_when_a_second_key_is_made_from_it()
    {
        RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using SigningKey signing = SigningKey.Rs256(key);
        Assert.That(() => SigningKey.Rs512(key), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Consumed));
    }

    [Test]
    public void Throws_when_used_after_it_was_disposed()
    {
        RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        key.Dispose();
        Assert.That(key.GetPublicKey, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Consumed));
    }

    [Test]
    public void Disposing_it_leaves_the_key_that_took_it_over_usable()
    {
        RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using SigningKey key = SigningKey.Rs256(privateKey);
        privateKey.Dispose();
        Assert.That(Jws.TryVerify(Jws.Sign([], key), key.VerificationKey, out _), Is.True);
    }
}
