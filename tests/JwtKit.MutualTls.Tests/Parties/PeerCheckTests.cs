using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Certificates that no program here presents any more.</summary>
[TestFixture]
internal sealed class PeerCheckTests
{
    private readonly TestPki pki = new();

    [Test]
    public void Admits_a_good_certificate() => Assert.That(Judge(pki.Intermediate.Issue(TestAuthority.ClientAuthentication).Certificate), Is.Null);

    [Test]
    public void Refuses_a_signature_with_SHA_1() => Assert.That(Judge(pki.Intermediate.Issue(TestAuthority.ClientAuthentication, withSha1: true).Certificate)?.Code, Is.EqualTo("weak"));

    [Test]
    public void Refuses_an_RSA_key_of_1024_bits()
    {
        using RSA key = RSA.Create(1024);
        CertificateRequest request = new("CN=bots", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TestAuthority.ClientAuthentication)], false));
        using ECDsa signer = pki.Intermediate.Certificate.GetECDsaPrivateKey()!;
        using X509Certificate2 certificate = request.Create(pki.Intermediate.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), TestAuthority.Begin, TestAuthority.End, [1, 2, 3]);
        Assert.That(Judge(certificate)?.Code, Is.EqualTo("weak"));
    }

    private PeerRefusal? Judge(X509Certificate2 certificate)
    {
        TestCertificate own = pki.For(TestAuthority.ServerAuthentication, TestPki.Good);
        TlsMaterial material = new()
        {
            Certificate = own.Certificate,
            Presented = SslStreamCertificateContext.Create(own.Certificate, null, offline: true),
            Intermediates = [],
            Roots = [pki.Root.Certificate],
            RevocationLists = null,
            AllowedSubjects = [],
            AllowMissingPurpose = false,
        };
        return new PeerCheck(material, TlsPurpose.Client).Judge(certificate, [pki.Intermediate.Certificate], TestHost.Start, host: null);
    }
}
