using System.Formats.Asn1;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Which revocation lists count. The client is good, and so is everything else.</summary>
[TestFixture]
internal sealed partial class RevocationListTests
{
    private static readonly DateTimeOffset Now = TestHost.Start;

    private readonly TestPki pki = new();

    [Test]
    public async Task A_current_list_without_the_client_admits_it() => Assert.That(await CodeAsync(pki.Intermediate.Revoke(Now.AddDays(-1), Now.AddDays(1))), Is.Null);

    [Test]
    public async Task A_list_past_its_date_refuses() => Assert.That(await CodeAsync(pki.Intermediate.Revoke(Now.AddDays(-2), Now)), Is.EqualTo("revocation_outdated"));

    [Test]
    public async Task A_list_before_its_date_refuses() => Assert.That(await CodeAsync(pki.Intermediate.Revoke(Now.AddDays(1), Now.AddDays(2))), Is.EqualTo("revocation_outdated"));

    [Test]
    public async Task A_list_of_another_authority_alone_refuses() => Assert.That(await CodeAsync(pki.Root.Revoke(Now.AddDays(-1), Now.AddDays(1))), Is.EqualTo("revocation_unknown"));

    [Test]
    public async Task A_list_of_an_authority_of_the_same_name_refuses() =>
        Assert.That(await CodeAsync(TestAuthority.Root("CN=Test Intermediate").Revoke(Now.AddDays(-1), Now.AddDays(1))), Is.EqualTo("revocation_unknown"));

    [Test]
    public async Task A_list_with_a_changed_signature_refuses()
    {
        byte[] list = pki.Intermediate.Revoke(Now.AddDays(-1), Now.AddDays(1));
        list[^1] ^= 1;
        Assert.That(await CodeAsync(list), Is.EqualTo("revocation_unknown"));
    }

    [Test]
    public async Task A_list_of_the_root_revokes_the_intermediate()
    {
        TestCertificate intermediate = new(pki.Intermediate.Certificate, null!);
        string lists = pki.RevocationListPem + "\n" + pki.Root.RevokePem(intermediate);
        Assert.That(await CodeAsync(Encoding.ASCII.GetBytes(lists)), Is.EqualTo("revoked"));
    }

    [Test]
    public async Task A_list_of_the_root_past_its_date_refuses_too()
    {
        string lists = pki.RevocationListPem + "\n" + PemEncoding.WriteString("X509 CRL", pki.Root.Revoke(Now.AddDays(-2), Now));
        Assert.That(await CodeAsync(Encoding.ASCII.GetBytes(lists)), Is.EqualTo("revocation_outdated"));
    }

    [Test]
    public async Task A_list_with_an_RSA_signature_counts([Values(false, true)] bool pss)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=RSA Root", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using X509Certificate2 root = request.CreateSelfSigned(TestAuthority.Begin, TestAuthority.End);
        using ECDsa leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest leaf = new("CN=bots", leafKey, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TestAuthority.ClientAuthentication)], false));
        RSASignaturePadding padding = pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        using X509Certificate2 signed = leaf.Create(root.SubjectName, X509SignatureGenerator.CreateForRSA(key, padding), TestAuthority.Begin, TestAuthority.End, [1, 2, 3]);
        CertificateRevocationListBuilder list = new();
        list.AddEntry(signed);
        byte[] revoking = list.Build(root, 1, Now.AddDays(1), HashAlgorithmName.SHA384, padding, thisUpdate: Now.AddDays(-1));
        byte[] empty = new CertificateRevocationListBuilder().Build(root, 2, Now.AddDays(1), HashAlgorithmName.SHA384, padding, thisUpdate: Now.AddDays(-1));
        TestCertificate client = new(signed.CopyWithPrivateKey(leafKey), leafKey);
        Assert.That((await CodeAsync(revoking, client, root.ExportCertificatePem()), await CodeAsync(empty, client, root.ExportCertificatePem())), Is.EqualTo(("revoked", (string?)null)));
    }

    [TestCase("a list for user certificates", "3003 8101FF", null)]
    [TestCase("a list for authorities", "3003 8201FF", "revocation_unknown")]
    [TestCase("a list for both, spelled out", "3000", null)]
    [TestCase("the point of the certificate", "3016 A014 A012 8610 687474703A2F2F63726C2E746573742F", null)]
    [TestCase("one of two names is the certificate's", "3026 A024 A022 860E 687474703A2F2F6F746865722F61 8610 687474703A2F2F63726C2E746573742F", null)]
    [TestCase("another point", "3014 A012 A010 860E 687474703A2F2F6F746865722F61", "revocation_unknown")]
    [TestCase("the same name of another kind", "3016 A014 A012 8210 687474703A2F2F63726C2E746573742F", "revocation_unknown")]
    [TestCase("the point of the certificate, for authorities", "3019 A014 A012 8610 687474703A2F2F63726C2E746573742F 8201FF", "revocation_unknown")]
    public async Task A_list_with_a_distribution_point_counts_for_what_it_covers(string what, string point, string? code)
    {
        TestCertificate client = pki.Intermediate.Issue(TestAuthority.ClientAuthentication, further: CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://crl.test/"])).With(pki.Intermediate);
        Assert.That(await CodeAsync(ListOf(pki.Intermediate, Point(point)), client), Is.EqualTo(code), what);
    }

    [Test]
    public async Task A_list_with_a_distribution_point_that_is_not_critical_counts_no_wider() =>
        Assert.That(await CodeAsync(ListOf(pki.Intermediate, Point("3003 8201FF", isCritical: false))), Is.EqualTo("revocation_unknown"));

    [Test]
    public async Task A_point_by_the_name_of_the_authority_covers_a_certificate_without_points()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        Asn1Tag zero = new(TagClass.ContextSpecific, 0);
        using (writer.PushSequence())
        using (writer.PushSequence(zero))
        using (writer.PushSequence(zero))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            writer.WriteEncodedValue(pki.Intermediate.Certificate.SubjectName.RawData);
        }

        Assert.That(await CodeAsync(ListOf(pki.Intermediate, new X509Extension("2.5.29.28", writer.Encode(), critical: true))), Is.Null);
    }

    [Test]
    public async Task A_certificate_whose_points_are_for_some_reasons_is_not_covered()
    {
        X509Extension points = new("2.5.29.31", Convert.FromHexString("301C301AA014A0128610687474703A2F2F63726C2E746573742F81020640"), critical: false);
        TestCertificate client = pki.Intermediate.Issue(TestAuthority.ClientAuthentication, further: points).With(pki.Intermediate);
        Assert.That(await CodeAsync(ListOf(pki.Intermediate, Point("3016 A014 A012 8610 687474703A2F2F63726C2E746573742F")), client), Is.EqualTo("revocation_unknown"));
    }

    [Test]
    public async Task A_list_that_does_not_cover_the_client_but_revokes_it_refuses()
    {
        TestCertificate client = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        Assert.That(await CodeAsync(ListOf(pki.Intermediate, Point("3003 8201FF"), client), client), Is.EqualTo("revoked"));
    }

    [Test]
    public async Task Lists_of_two_points_count_together()
    {
        string lists = PemEncoding.WriteString("X509 CRL", ListOf(pki.Intermediate, Point("3003 8201FF"))) + "\n" + PemEncoding.WriteString("X509 CRL", ListOf(pki.Intermediate, Point("3003 8101FF")));
        Assert.That(await CodeAsync(Encoding.ASCII.GetBytes(lists)), Is.Null);
    }

    [TestCase("2.5.29.28", "3004 83020640", "holds a revocation list that is for some reasons of revocation only. A list of all reasons by the certificates' own authority is needed.")]
    [TestCase("2.5.29.28", "3003 8401FF", "holds a revocation list that is an indirect one, with certificates of several authorities. A list of all reasons by the certificates' own authority is needed.")]
    [TestCase("2.5.29.28", "3003 8501FF", "holds a revocation list that is for attribute certificates only. A list of all reasons by the certificates' own authority is needed.")]
    [TestCase("2.5.29.28", "3003 8101", "holds a damaged revocation list. Copy the file again, whole.")]
    [TestCase("2.5.29.28", "3006 8201FF 8101FF", "holds a damaged revocation list. Copy the file again, whole.")]
    [TestCase("2.5.29.27", "020101", "holds a revocation list with the critical extension 2.5.29.27: a delta or an indirect list, or one with rules that are not known here. A complete one is needed.")]
    public void A_list_that_cannot_be_judged_is_a_fault_at_start(string identifier, string value, string fault) =>
        Assert.That(FaultOf(ListOf(pki.Intermediate, new X509Extension(identifier, Convert.FromHexString(value.Replace(" ", "", StringComparison.Ordinal)), critical: true))), Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: " + fault));

    /// <summary>It has to be critical, and some authorities forget it. What only the base list revokes would be admitted.</summary>
    [Test]
    public void A_delta_list_that_is_not_marked_as_critical_is_a_fault_at_start() => Assert.That(
        FaultOf(ListOf(pki.Intermediate, new X509Extension("2.5.29.27", Convert.FromHexString("020101"), critical: false))),
        Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: holds a revocation list with the extension 2.5.29.27: a delta or an indirect list, or one with rules that are not known here. A complete one is needed."));

    [TestCase(1)]
    [TestCase(40)]
    public void A_damaged_list_is_a_fault_at_start(int cut) =>
        Assert.That(FaultOf(pki.Intermediate.Revoke(Now.AddDays(-1), Now.AddDays(1))[..^cut]), Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: holds a damaged revocation list. Copy the file again, whole."));

    /// <summary>An IssuingDistributionPoint (RFC 5280 section 5.2.5).</summary>
    private static X509Extension Point(string hex, bool isCritical = true) => new("2.5.29.28", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), isCritical);

    /// <summary>A current list with this extension alone, signed by the authority. The builder of .NET has no place for it.</summary>
    private static byte[] ListOf(TestAuthority authority, X509Extension extension, params TestCertificate[] revoked)
    {
        AsnReader inner = new AsnReader(authority.Revoke(Now.AddDays(-1), Now.AddDays(1), revoked), AsnEncodingRules.DER).ReadSequence().ReadSequence();
        AsnWriter signed = new(AsnEncodingRules.DER);
        using (signed.PushSequence())
        {
            while (inner.HasData && inner.PeekTag().TagClass == TagClass.Universal)
            {
                signed.WriteEncodedValue(inner.ReadEncodedValue().Span);
            }

            using (signed.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (signed.PushSequence())
            using (signed.PushSequence())
            {
                signed.WriteObjectIdentifier(extension.Oid!.Value!);
                if (extension.Critical)
                {
                    signed.WriteBoolean(true);
                }

                signed.WriteOctetString(extension.RawData);
            }
        }

        using ECDsa key = authority.Certificate.GetECDsaPrivateKey()!;
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(key);
        AsnWriter list = new(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(signed.Encode());
            list.WriteEncodedValue(generator.GetSignatureAlgorithmIdentifier(HashAlgorithmName.SHA256));
            list.WriteBitString(generator.SignData(signed.Encode(), HashAlgorithmName.SHA256));
        }

        return list.Encode();
    }

    private string FaultOf(byte[] list)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        File.WriteAllBytes(folder.RevocationList, list);
        using ServiceProvider services = new ServiceCollection().AddTlsParty("kore", folder.Configure).BuildServiceProvider();
        return Faults.Of(services).Single();
    }

    /// <summary>The code with which the server refuses the client; null if it does not.</summary>
    private async Task<string?> CodeAsync(byte[] list, TestCertificate? client = null, string? rootPem = null)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        File.WriteAllBytes(folder.RevocationList, list);
        File.WriteAllText(folder.Root, rootPem ?? pki.Root.Pem);
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient http = server.ClientWith(client ?? pki.For(TestAuthority.ClientAuthentication, TestPki.Good), SslProtocols.Tls13);
        try
        {
            using HttpResponseMessage response = await http.GetAsync("/");
            return null;
        }
        catch (HttpRequestException)
        {
            string line = server.Log.Of("JwtKit.TlsParty").First(static line => line.Contains("refused a client's certificate (", StringComparison.Ordinal));
            return line.Split('(')[1].Split(')')[0];
        }
    }
}
