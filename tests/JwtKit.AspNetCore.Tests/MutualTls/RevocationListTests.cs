using System.Formats.Asn1;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using JwtKit.AspNetCore.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.MutualTls;

/// <summary>Which revocation lists count. The client is good, and so is everything else.</summary>
[TestFixture]
internal sealed class RevocationListTests
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

    [Test]
    public void A_partial_list_is_a_fault_at_start()
    {
        X509Extension partial = CertificateRevocationListBuilderPartial();
        Assert.That(FaultOf(WithExtension(pki.Intermediate.Revoke(Now.AddDays(-1), Now.AddDays(1)), partial)), Does.Contain("with the critical extension 2.5.29.28: a delta, an indirect or a partial list. A complete one is needed."));
    }

    [TestCase(1)]
    [TestCase(40)]
    public void A_damaged_list_is_a_fault_at_start(int cut) =>
        Assert.That(FaultOf(pki.Intermediate.Revoke(Now.AddDays(-1), Now.AddDays(1))[..^cut]), Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: holds a damaged revocation list. Copy the file again, whole."));

    private static X509Extension CertificateRevocationListBuilderPartial() => new("2.5.29.28", [0x30, 0x03, 0x81, 0x01, 0xFF], critical: true);

    /// <summary>The list with one extension more. Its signature no longer fits, which nobody looks at before.</summary>
    private static byte[] WithExtension(byte[] list, X509Extension extension)
    {
        AsnReader outer = new AsnReader(list, AsnEncodingRules.DER).ReadSequence();
        AsnReader inner = outer.ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                while (inner.PeekTag().TagClass == TagClass.Universal)
                {
                    writer.WriteEncodedValue(inner.ReadEncodedValue().Span);
                }

                Asn1Tag tag = new(TagClass.ContextSpecific, 0, isConstructed: true);
                using (writer.PushSequence(tag))
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid!.Value!);
                    writer.WriteBoolean(true);
                    writer.WriteOctetString(extension.RawData);
                }
            }

            writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
            writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
        }

        return writer.Encode();
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
