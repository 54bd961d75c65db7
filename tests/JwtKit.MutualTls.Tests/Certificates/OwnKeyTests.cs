using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>The forms of private keys.</summary>
[TestFixture]
internal sealed class OwnKeyTests
{
    private static readonly PbeParameters Usual = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly TestPki pki = new();

    private static IEnumerable<TestCaseData> EllipticCurve()
    {
        yield return Case("PKCS#8", static key => key.ExportPkcs8PrivateKeyPem(), null);
        yield return Case("SEC 1", static key => key.ExportECPrivateKeyPem(), null);
        yield return Case("SEC 1 after its parameters", static key => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + key.ExportECPrivateKeyPem(), null);
        yield return Case("encrypted PKCS#8", static key => key.ExportEncryptedPkcs8PrivateKeyPem("changeit", Usual), "changeit");
    }

    [TestCaseSource(nameof(EllipticCurve))]
    public void Reads_an_elliptic_curve_key(Func<ECDsa, string> write, string? password)
    {
        TestCertificate own = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        Assert.That(FaultsWith(own.Pem, write(own.Key), password), Is.Empty);
    }

    [TestCase(null)]
    [TestCase("changeit")]
    public void Reads_an_RSA_key(string? password)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=bots", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TestAuthority.Begin, TestAuthority.End);
        Assert.That(FaultsWith(certificate.ExportCertificatePem(), password is null ? key.ExportRSAPrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, Usual), password), Is.Empty);
    }

    [Test]
    public void Refuses_a_short_RSA_key()
    {
        using RSA key = RSA.Create(1024);
        using X509Certificate2 certificate = new CertificateRequest("CN=bots", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TestAuthority.Begin, TestAuthority.End);
        Assert.That(FaultsWith(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), null), Has.Count.EqualTo(1).And.One.StartsWith("JwtKit:MutualTls:kore:KeyFile: ").And.One.Contains("1024"));
    }

    [TestCase("other", "is not opened by KeyPassword: it is another one, or the file is damaged.")]
    [TestCase(null, "is encrypted; KeyPassword opens it.")]
    public void Refuses_an_encrypted_key_with_a_password_that_is(string? password, string expected)
    {
        TestCertificate own = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        Assert.That(FaultsWith(own.Pem, own.Key.ExportEncryptedPkcs8PrivateKeyPem("changeit", Usual), password), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:KeyFile: " + expected }));
    }

    [TestCase("PRIVATE KEY")]
    [TestCase("EC PRIVATE KEY")]
    [TestCase("ENCRYPTED PRIVATE KEY")]
    public void A38_Refuses_bytes_behind_an_elliptic_curve_key(string label)
    {
        TestCertificate own = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        byte[] der = label switch
        {
            "PRIVATE KEY" => own.Key.ExportPkcs8PrivateKey(),
            "EC PRIVATE KEY" => own.Key.ExportECPrivateKey(),
            _ => own.Key.ExportEncryptedPkcs8PrivateKey("changeit", Usual),
        };
        string? password = label == "ENCRYPTED PRIVATE KEY" ? "changeit" : null;
        string[] faults = [.. new byte[][] { der, [.. der, 0] }.Select(bytes => string.Join('|', FaultsWith(own.Pem, PemEncoding.WriteString(label, bytes), password)))];

        Assert.That(faults, Is.EqualTo(new[]
        {
            "",
            "JwtKit:MutualTls:kore:KeyFile: " + (password is null
                ? $"holds a PEM block '{label}' that is not one complete elliptic-curve key, as the certificate needs."
                : "is not opened by KeyPassword: it is another one, or the file is damaged."),
        }));
    }

    [Test]
    public void A38_Derives_nothing_for_a_key_that_asks_for_two_thousand_million_rounds()
    {
        TestCertificate own = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        byte[] der = own.Key.ExportEncryptedPkcs8PrivateKey("changeit", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 0x01020304));
        int at = der.AsSpan().IndexOf(new byte[] { 2, 4, 1, 2, 3, 4 });
        der[at + 2] = 0x7F;
        Assert.That(FaultsWith(own.Pem, PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", der), "changeit"), Is.EqualTo(new[]
        {
            "JwtKit:MutualTls:kore:KeyFile: asks for 2130838276 rounds of key derivation; at most 10000000 are done. Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem",
        }));
    }

    [Test]
    public void A38_Derives_nothing_for_a_file_with_several_encrypted_keys()
    {
        TestCertificate own = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        string pem = own.Key.ExportEncryptedPkcs8PrivateKeyPem("changeit", Usual) + "\n";
        Assert.That(FaultsWith(own.Pem, pem + pem + pem, "changeit"), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:KeyFile: holds 3 private keys; exactly one is needed." }));
    }

    [Test]
    public void Refuses_the_legacy_encryption_of_an_elliptic_curve_key() => Assert.That(
        FaultsWith(
            pki.For(TestAuthority.ClientAuthentication, TestPki.Good).Pem,
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,5D69BBEB6591D95734BAD4978F5ECAAC\n\nAAAA\n-----END EC PRIVATE KEY-----",
            "changeit"),
        Is.EqualTo(new[]
        {
            "JwtKit:MutualTls:kore:KeyFile: is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED). Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem",
        }));

    private static TestCaseData Case(string name, Func<ECDsa, string> write, string? password) => new TestCaseData(write, password).SetArgDisplayNames(name);

    private List<string> FaultsWith(string certificate, string key, string? password)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        File.WriteAllText(folder.Certificate, certificate);
        File.WriteAllText(folder.Key, key);
        using ServiceProvider services = new ServiceCollection().AddTlsParty("kore", options =>
        {
            folder.Configure(options);
            options.KeyPassword = password;
        }).BuildServiceProvider();
        return Faults.Of(services);
    }
}
