using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit.MutualTls.Tests;

/// <summary>A certificate authority of a test. Its certificates are valid from 2020 to 2040, whatever clock looks at them.</summary>
internal sealed class TestAuthority
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TestAuthority(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public static TestAuthority Root(string name = "CN=Test Root")
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Request(name, key, isAuthority: true).CreateSelfSigned(Begin, End));
    }

    public TestAuthority Intermediate(string name = "CN=Test Intermediate", Action<CertificateRequest>? change = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, isAuthority: true);
        change?.Invoke(request);
        using X509Certificate2 certificate = Sign(request, Begin, End);
        return new TestAuthority(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>A certificate for a client or a server; the purpose may be any object identifier, or null for none.</summary>
    public TestCertificate Issue(string? purpose, string name = "CN=bots, O=ACME", string host = "localhost", DateTimeOffset? begin = null, DateTimeOffset? end = null, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, bool withSha1 = false, IPAddress? address = null, X509Extension? further = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, isAuthority: false, usage);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        names.AddUri(new Uri("spiffe://example.com/bots"));
        request.CertificateExtensions.Add(names.Build());
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        }

        if (further is not null)
        {
            request.CertificateExtensions.Add(further);
        }

        using X509Certificate2 certificate = Sign(request, begin ?? Begin, end ?? End, withSha1);
        return new TestCertificate(certificate.CopyWithPrivateKey(key), key);
    }

    /// <summary>What an intermediate that is none would be: the certificate of a client, used to sign another.</summary>
    public static TestAuthority Posing(TestCertificate certificate) => new(certificate.Certificate);

    /// <summary>A revocation list with these certificates on it.</summary>
    public byte[] Revoke(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, params TestCertificate[] revoked)
    {
        CertificateRevocationListBuilder list = new();
        foreach (TestCertificate each in revoked)
        {
            list.AddEntry(each.Certificate, thisUpdate);
        }

        return list.Build(Certificate, 1, nextUpdate, HashAlgorithmName.SHA256, thisUpdate: thisUpdate);
    }

    public string RevokePem(params TestCertificate[] revoked) => PemEncoding.WriteString("X509 CRL", Revoke(Begin, End, revoked));

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : usage, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    /// <summary>With a generator, which asks nothing of the issuer: attackers do not ask either.</summary>
    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset begin, DateTimeOffset end, bool withSha1 = false)
    {
        using ECDsa key = Certificate.GetECDsaPrivateKey()!;
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return request.Create(Certificate.SubjectName, withSha1 ? new Sha1Generator(key) : X509SignatureGenerator.CreateForECDsa(key), begin, end, serial);
    }
}
