using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Keys that anybody may know must not become HMAC secrets, whatever their form.</summary>
[TestFixture]
internal sealed class SecretOfAnotherKindTests
{
    private const string PublicJwk = """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp","e":"AQAB"}""";

    [Test]
    public void Refuses_a_PEM_key([Values] RsaForm form, [Values("", " \r\n", "\t\n\n")] string around) =>
        Assert.That(() => Make(Secret.FromText(around + form.GoodPem() + around)), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_PEM_certificate() =>
        Assert.That(() => Make(Secret.FromText(Certificate().ExportCertificatePem())), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_PEM_key_with_text_before_it() =>
        Assert.That(() => Make(Secret.FromText("our key:\n" + TestKeys.SubjectPublicKeyInfo)), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_PEM_key_with_a_byte_order_mark_before_it() =>
        Assert.That(() => Make(Secret.FromText("\ufeff" + TestKeys.SubjectPublicKeyInfo)), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_PEM_key_whose_line_ends_were_written_as_backslash_n() =>
        Assert.That(() => Make(Secret.FromText(TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\\n"))), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_quoted_PEM_key() =>
        Assert.That(() => Make(Secret.FromText($"\"{TestKeys.SubjectPublicKeyInfo.ReplaceLineEndings("\\n")}\"")), Refused("a key or certificate in PEM form"));

    [Test]
    public void Refuses_a_DER_RSA_key([Values] RsaForm form) =>
        Assert.That(() => Make(Secret.FromBytes(form.GoodDer())), Refused("a key or certificate in DER form"));

    [Test]
    public void Refuses_a_DER_certificate() =>
        Assert.That(() => Make(Secret.FromBytes(Certificate().RawData)), Refused("a key or certificate in DER form"));

    [Test]
    public void Refuses_a_DER_elliptic_curve_key()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Multiple(() =>
        {
            Assert.That(() => Make(Secret.FromBytes(ec.ExportSubjectPublicKeyInfo())), Refused("a key or certificate in DER form"));
            Assert.That(() => Make(Secret.FromBytes(ec.ExportPkcs8PrivateKey())), Refused("a key or certificate in DER form"));
            Assert.That(() => Make(Secret.FromBytes(ec.ExportECPrivateKey())), Refused("a key or certificate in DER form"));
        });
    }

    [Test]
    public void Refuses_a_DER_key_on_a_curve_that_nobody_knows() =>
        Assert.That(() => Make(Secret.FromBytes(KeyOnUnknownCurve())), Refused("a key or certificate in DER form"));

    [Test]
    public void Refuses_a_DER_key_that_came_in_base64() =>
        Assert.That(() => Make(Secret.FromBase64(Convert.ToBase64String(RsaForm.SubjectPublicKeyInfo.GoodDer()))), Refused("a key or certificate in DER form"));

    [Test]
    public void Refuses_the_base64_body_of_a_key([Values] RsaForm form, [Values] bool inLines)
    {
        Base64FormattingOptions lines = inLines ? Base64FormattingOptions.InsertLineBreaks : Base64FormattingOptions.None;
        string body = Convert.ToBase64String(form.GoodDer(), lines);
        Assert.That(() => Make(Secret.FromText(body)), Refused("the base64 body of a key or certificate"));
    }

    [Test]
    public void Refuses_the_base64url_body_of_a_key() => Assert.That(
        () => Make(Secret.FromText(System.Buffers.Text.Base64Url.EncodeToString(RsaForm.SubjectPublicKeyInfo.GoodDer()))),
        Refused("the base64 body of a key or certificate"));

    [TestCase("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 user@host")]
    [TestCase("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 user@host")]
    [TestCase("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY user@host")]
    public void Refuses_an_SSH_public_key(string line) => Assert.That(() => Make(Secret.FromText(line)), Refused("an SSH public key"));

    [TestCase("", "")]
    [TestCase("\ufeff", "")]
    [TestCase("[", "]")]
    [TestCase(" \n", "\n ")]
    public void Refuses_a_JSON_Web_Key(string before, string after) =>
        Assert.That(() => Make(Secret.FromText(before + PublicJwk + after)), Refused("a JSON Web Key"));

    [Test]
    public void Refuses_a_JSON_Web_Key_set() =>
        Assert.That(() => Make(Secret.FromText($$"""{"keys":[{{PublicJwk}}]}""")), Refused("a JSON Web Key"));

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string kind) => Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
        $"The secret is {kind}, not a shared secret; HS256 needs random bytes that only issuer and receiver know. RSA keys are read by RsaPrivateKey and RsaPublicKey.");

    private static void Make(Secret secret)
    {
        using (secret)
        using (SigningKey.Hs256(secret))
        {
        }
    }

    private static X509Certificate2 Certificate()
    {
        using RSA rsa = RSA.Create(2048);
        CertificateRequest request = new("CN=jwtkit.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(start, start.AddYears(1));
    }

    // RFC 5915 ECPrivateKey.
    private static byte[] KeyOnUnknownCurve() => RsaDer.Sequence(writer =>
    {
        writer.WriteInteger(1);
        writer.WriteOctetString(new byte[32]);
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            writer.WriteObjectIdentifier("1.3.6.1.4.1.99999.1");
        }
    });
}
