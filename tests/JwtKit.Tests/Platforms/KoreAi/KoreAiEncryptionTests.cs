using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KoreAiEncryptionTests
{
    private static readonly JsonObject Data = new() { ["account"] = "12-34" };

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(KeyManagement.RsaOaep256, ContentEncryption.A256Gcm);
        yield return new TestCaseData(KeyManagement.RsaOaep, ContentEncryption.A192Gcm);
        yield return new TestCaseData(KeyManagement.RsaOaep, ContentEncryption.A256CbcHs512);
    }

    [Test]
    public void Puts_private_claims_and_custom_data_into_an_encrypted_token()
    {
        JsonObject claims = Open(KoreAi.UserToken("cs-1", "john", privateClaims: Data, secureCustomData: Data));

        Assert.That(
            (claims["privateClaims"]!.ToJsonString(), claims["secureCustomData"]!.ToJsonString()),
            Is.EqualTo(("""{"account":"12-34"}""", """{"account":"12-34"}""")));
    }

    [TestCase("privateClaims")]
    [TestCase("secureCustomData")]
    public void Refuses_to_sign_them_without_encrypting(string name)
    {
        JwtDescriptor user = KoreAi.UserToken("cs-1", "john");
        JwtDescriptor token = user with { Claims = user.Claims.With(name, Data) };

        Assert.That(() => Jwt.Sign(token, SampleKeys.Hs256), Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(
            $"The token has '{name}', which is meant for encrypted tokens, and is only signed: whoever holds it would read that. Use Jwt.SignAndEncrypt, or say allowReadablePrivateClaims: true."));
    }

    [Test]
    public void Signs_them_readable_where_the_caller_says_so_by_name() => Assert.That(
        static () => Jwt.Sign(KoreAi.UserToken("cs-1", "john", privateClaims: Data, allowReadablePrivateClaims: true), SampleKeys.Hs256), Throws.Nothing);

    [Test]
    public void Refuses_private_claims_that_are_no_object()
    {
        JwtDescriptor user = KoreAi.UserToken("cs-1", "john");
        JwtDescriptor token = user with { Claims = user.Claims.With("privateClaims", "12-34") };

        Assert.That(() => Open(token), Throws.TypeOf<TokenRuleException>().With.Message.EqualTo("Kore.ai's 'privateClaims' is an object; a String was found."));
    }

    [TestCaseSource(nameof(Refused))]
    public void Refuses_what_the_platform_does_not_take(KeyManagement keyManagement, ContentEncryption content)
    {
        using EncryptionKey key = EncryptionKey.FromPublicKey(keyManagement, RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "k-1");

        Assert.That(
            () => Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), SampleKeys.Hs256, key.Using(content)),
            Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(
                $"Kore.ai accepts RSA-OAEP and RSA1_5 with A128CBC-HS256, A128GCM, A256GCM; the token is to be encrypted with {keyManagement} and {content}."));
    }

    [Test]
    public void Refuses_a_platform_key_without_an_id()
    {
        using EncryptionKey key = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));

        Assert.That(
            () => Jwt.SignAndEncrypt(KoreAi.ApiToken("cs-1", "reporting"), SampleKeys.Hs256, key.Using(ContentEncryption.A256Gcm)),
            Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(
                "Kore.ai needs the id of its key (kid) in the header of an encrypted token; the encryption key has none. It stands in the JWK that the platform shows."));
    }

    [Test]
    public void Writes_no_content_type_by_default() => Assert.That(HeaderOf(KoreAi.UserToken("cs-1", "john")), Is.EqualTo("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"k-1","typ":"JWT"}"""));

    [Test]
    public void Writes_a_content_type_where_switched_on() => Assert.That(
        HeaderOf(KoreAi.UserToken("cs-1", "john") with { EncryptionContentType = "JWT" }), Is.EqualTo("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"k-1","typ":"JWT","cty":"JWT"}"""));

    [Test]
    public void Ccai_takes_no_encrypted_tokens()
    {
        using EncryptionKey key = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "k-1");

        Assert.That(
            () => Jwt.SignAndEncrypt(Ccai.UserToken("ACME", "id-1"), SampleKeys.Hs256, key.Using(ContentEncryption.A256Gcm)),
            Throws.TypeOf<TokenRuleException>().With.Message.EqualTo("CCAI Platform takes signed tokens only; the token is to be encrypted."));
    }

    private static string Encrypt(JwtDescriptor token)
    {
        using EncryptionKey key = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "k-1");
        return Jwt.SignAndEncrypt(token, SampleKeys.Hs256, key.Using(ContentEncryption.A256Gcm));
    }

    private static string HeaderOf(JwtDescriptor token) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(Encrypt(token).Split('.')[0]));

    private static JsonObject Open(JwtDescriptor token)
    {
        using DecryptionKey key = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "k-1");
        Jwe.TryDecrypt(Encrypt(token), key, out byte[]? signed);
        return JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(System.Text.Encoding.ASCII.GetString(signed!).Split('.')[1]))!.AsObject();
    }
}
