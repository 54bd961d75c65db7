using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit.MutualTls.Tests;

/// <summary>One private root with an intermediate, and certificates that are good or bad in one way each.</summary>
internal sealed class TestPki
{
    public const string Good = "good";

    public TestAuthority Root { get; } = TestAuthority.Root();

    public TestAuthority Intermediate { get; }

    public TestCertificate Revoked(string purpose) => revoked[purpose];

    private readonly Dictionary<string, TestCertificate> revoked;

    public TestPki()
    {
        Intermediate = Root.Intermediate();
        revoked = new[] { TestAuthority.ServerAuthentication, TestAuthority.ClientAuthentication }
            .ToDictionary(static purpose => purpose, purpose => Intermediate.Issue(purpose).With(Intermediate));
        RevocationListPem = Intermediate.RevokePem([.. revoked.Values]);
    }

    public string RevocationListPem { get; }

    /// <summary>The faults, with the code of the refusal that each must meet.</summary>
    public static IEnumerable<(string Fault, string Code)> Faults =>
    [
        ("expired", "dates"),
        ("not yet valid", "dates"),
        ("self-signed", "untrusted"),
        ("other authority", "untrusted"),
        ("other authority of the same name", "untrusted"),
        ("wrong purpose", "purpose"),
        ("no purpose", "purpose"),
        ("code signing", "purpose"),
        ("wrong key usage", "purpose"),
        ("missing intermediate", "untrusted"),
        ("intermediate of another root", "untrusted"),
        ("issued by a certificate that is no authority", "untrusted"),
        ("outside the name constraints", "untrusted"),
        ("intermediate for another purpose", "purpose"),
        ("of any purpose", "purpose"),
        ("with an unknown critical extension", "untrusted"),
        ("revoked", "revoked"),
        ("without a revocation list of its authority", "revocation_unknown"),
    ];

    public TestCertificate For(string purpose, string kind)
    {
        string other = purpose == TestAuthority.ServerAuthentication ? TestAuthority.ClientAuthentication : TestAuthority.ServerAuthentication;
        TestAuthority stranger = TestAuthority.Root(kind == "other authority of the same name" ? "CN=Test Root" : "CN=Another Root");
        return kind switch
        {
            "expired" => Intermediate.Issue(purpose, end: TestAuthority.Begin.AddYears(1)).With(Intermediate),
            "not yet valid" => Intermediate.Issue(purpose, begin: TestAuthority.End.AddYears(-1)).With(Intermediate),
            "self-signed" => SelfSigned(purpose),
            "other authority" or "other authority of the same name" => stranger.Issue(purpose),
            "wrong purpose" => Intermediate.Issue(other).With(Intermediate),
            "no purpose" => Intermediate.Issue(null).With(Intermediate),
            "code signing" => Intermediate.Issue("1.3.6.1.5.5.7.3.3").With(Intermediate),
            "wrong key usage" => Intermediate.Issue(purpose, usage: X509KeyUsageFlags.CrlSign).With(Intermediate),
            "missing intermediate" => Root.Intermediate("CN=Unknown Intermediate").Issue(purpose),
            "known intermediate" => Intermediate.Issue(purpose),
            "intermediate of another root" => Issue(stranger.Intermediate(), purpose),
            "issued by a certificate that is no authority" => Posing(purpose),
            "outside the name constraints" => Issue(Root.Intermediate("CN=Constrained", static request => request.CertificateExtensions.Add(OnlyExampleOrg())), purpose),
            "intermediate for another purpose" => Issue(Root.Intermediate("CN=Other purpose", request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(other)], false))), purpose),
            "of any purpose" => Intermediate.Issue("2.5.29.37.0").With(Intermediate),
            "with an unknown critical extension" => Intermediate.Issue(purpose, further: new X509Extension("1.3.6.1.4.1.99999.1", [5, 0], critical: true)).With(Intermediate),
            "revoked" => Revoked(purpose),
            "without a revocation list of its authority" => Issue(Root.Intermediate("CN=Second Intermediate"), purpose),
            _ => Intermediate.Issue(purpose).With(Intermediate),
        };
    }

    private static TestCertificate Issue(TestAuthority authority, string purpose) => authority.Issue(purpose).With(authority);

    private static TestCertificate SelfSigned(string purpose)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        return new TestCertificate(request.CreateSelfSigned(TestAuthority.Begin, TestAuthority.End), key);
    }

    private TestCertificate Posing(string purpose)
    {
        TestAuthority posing = TestAuthority.Posing(Intermediate.Issue(TestAuthority.ClientAuthentication));
        return posing.Issue(purpose).With(posing, Intermediate);
    }

    /// <summary>NameConstraints (RFC 5280 section 4.2.1.10): permitted is dNSName example.org alone.</summary>
    private static X509Extension OnlyExampleOrg() => new("2.5.29.30", [0x30, 0x11, 0xA0, 0x0F, 0x30, 0x0D, 0x82, 0x0B, .. "example.org"u8], critical: true);
}
