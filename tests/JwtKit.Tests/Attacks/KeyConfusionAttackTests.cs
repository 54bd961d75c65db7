using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A2: an RSA public key, which everybody has, used as the shared secret of an HMAC.</summary>
[TestFixture]
internal sealed class KeyConfusionAttackTests
{
    private static IEnumerable<TestCaseData> PublicKeys
    {
        get
        {
            using RSA rsa = SampleKeys.CreateRsa();
            RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
            string jwk = $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}","e":"{{Base64Url.EncodeToString(numbers.Exponent)}}"}""";
            const string Pem = "a key or certificate in PEM form";
            const string Der = "a key or certificate in DER form";
            const string Body = "the base64 body of a key or certificate";
            const string Jwk = "a JSON Web Key";
            yield return Case("PEM", Pem, rsa.ExportSubjectPublicKeyInfoPem());
            yield return Case("PEM with CRLF", Pem, rsa.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\r\n"));
            yield return Case("PEM with white space around", Pem, "\r\n \t" + rsa.ExportSubjectPublicKeyInfoPem() + "\n\n");
            yield return Case("PEM behind a comment", Pem, "our key:\n" + rsa.ExportSubjectPublicKeyInfoPem());
            yield return Case("PEM on one line", Pem, rsa.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings(string.Empty));
            yield return Case("PEM of PKCS#1", Pem, rsa.ExportRSAPublicKeyPem());
            yield return Case("PEM of a private key", Pem, rsa.ExportPkcs8PrivateKeyPem());
            yield return Case("PEM of a certificate", Pem, Certificate(rsa).ExportCertificatePem());
            yield return Case("DER", Der, rsa.ExportSubjectPublicKeyInfo());
            yield return Case("DER of PKCS#1", Der, rsa.ExportRSAPublicKey());
            yield return Case("DER of a certificate", Der, Certificate(rsa).RawData);
            yield return Case("base64 of DER", Body, Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()));
            yield return Case("lines of base64 of DER", Body, Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo(), Base64FormattingOptions.InsertLineBreaks));
            yield return Case("JWK", Jwk, jwk);
            yield return Case("JWK with white space around", Jwk, " \n" + jwk + "\n");
            yield return Case("JWK set", Jwk, $$"""{"keys":[{{jwk}}]}""");
        }
    }

    [TestCaseSource(nameof(PublicKeys))]
    public void A02_Refuses_it_as_the_secret_of_a_signing_key(string kind, byte[] publicKey) => Assert.That(
        () => SigningKey.Hs256(Secret.FromBytes(publicKey)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The secret is {kind}, not a shared secret; HS256 needs random bytes that only issuer and receiver know. RSA keys are read by RsaPrivateKey and RsaPublicKey."));

    [TestCaseSource(nameof(PublicKeys))]
    public void A02_Refuses_it_as_the_secret_of_a_verification_key(string kind, byte[] publicKey) => Assert.That(
        () => VerificationKey.Hs256(Secret.FromBytes(publicKey).AllowShort()),
        Throws.TypeOf<CryptographicException>().With.Message.Contains(kind));

    [TestCaseSource(nameof(PublicKeys))]
    public async Task A02_Refuses_a_token_whose_MAC_is_made_with_it(string kind, byte[] publicKey)
    {
        string forged = RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.Payload), publicKey);

        Assert.That(await Verdict.CodeOf(forged, RsaPolicy), Is.EqualTo("algorithm_mismatch"), kind);
    }

    [TestCaseSource(nameof(PublicKeys))]
    public async Task A02_Refuses_such_a_token_that_calls_itself_RS256(string kind, byte[] publicKey)
    {
        string forged = RawToken.Hs256(RawToken.Utf8(RawToken.Rs256Header), RawToken.Utf8(RawToken.Payload), publicKey);

        Assert.That(await Verdict.CodeOf(forged, RsaPolicy), Is.EqualTo("invalid_signature"), kind);
    }

    [Test]
    public async Task A02_Refuses_such_a_token_where_the_policy_has_a_secret_too()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        string forged = RawToken.Hs256(
            RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.Payload), RawToken.Utf8(rsa.ExportSubjectPublicKeyInfoPem()));
        ValidationPolicy both = SamplePolicy.Make(keys: [SampleKeys.Rs256.VerificationKey, SampleKeys.Hs256.VerificationKey]);

        Assert.That(await Verdict.CodeOf(forged, both), Is.EqualTo("invalid_signature"));
    }

    [Test]
    public void A02_Accepts_random_bytes_that_begin_like_DER()
    {
        byte[] bytes = [0x30, 0x3e, .. new byte[62]];

        Assert.That(() => SigningKey.Hs256(Secret.FromBytes(bytes)), Throws.Nothing);
    }

    private static ValidationPolicy RsaPolicy => SamplePolicy.Make(keys: [SampleKeys.Rs256.VerificationKey]);

    private static TestCaseData Case(string name, string kind, string text) => Case(name, kind, RawToken.Utf8(text));

    private static TestCaseData Case(string name, string kind, byte[] bytes) => new TestCaseData(kind, bytes).SetArgDisplayNames(name);

    private static X509Certificate2 Certificate(RSA rsa) =>
        new CertificateRequest("CN=sample", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(SamplePolicy.Now, SamplePolicy.Now.AddYears(1));
}
