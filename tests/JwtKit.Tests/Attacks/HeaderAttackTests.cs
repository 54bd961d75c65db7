using System.Buffers.Text;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A4 to A7: headers that demand extensions, bring keys along or name them maliciously.</summary>
[TestFixture]
internal sealed class HeaderAttackTests
{
    private static string[] KeyIds =>
    [
        "../../../../dev/null", "/etc/passwd", "C:\\\\keys\\\\a.pem", "file:///dev/null", "' OR '1'='1", "1; DROP TABLE keys; --", "x' UNION SELECT 'secret",
        "\\u0000", "2026-01\\u0000", "2026-01\\r\\nX-Injected: 1", "2026-01\\n", " 2026-01", "2026-01 ", "2026-02", "202", "$(id)", "${jndi:ldap://x}", "%00",
        "", "\\uff12026-01",
    ];

    [TestCase("\"crit\":[\"exp\"]")]
    [TestCase("\"crit\":[\"b64\"],\"b64\":true")]
    [TestCase("\"crit\":[]")]
    [TestCase("\"crit\":null")]
    [TestCase("\"crit\":\"exp\"")]
    [TestCase("\"crit\":[\"alg\"]")]
    [TestCase("\"crit\":{}")]
    [TestCase("\"cr\\u0069t\":[\"exp\"]")]
    public async Task A04_Refuses_any_crit(string member) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256",{{member}}}""")), Is.EqualTo("unsupported_header"));

    [TestCase("\"b64\":false")]
    [TestCase("\"b64\":true")]
    [TestCase("\"b64\":null")]
    [TestCase("\"b\\u00364\":false")]
    public async Task A05_Refuses_b64(string member) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256",{{member}}}""")), Is.EqualTo("unsupported_header"));

    [Test]
    public async Task A05_Refuses_a_payload_that_is_not_encoded()
    {
        string input = RawToken.Encode("""{"alg":"HS256","b64":false,"crit":["b64"]}""") + "." + RawToken.Payload;

        Assert.That(await Verdict.CodeOf(RawToken.SignHs256(input, SampleKeys.SecretBytes)), Is.EqualTo("malformed"));
    }

    [Test]
    public async Task A06_Refuses_a_token_that_brings_its_own_RSA_key()
    {
        using RSA rsa = RSA.Create(2048);
        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
        string jwk = $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}","e":"AQAB"}""";
        string input = RawToken.Encode($$"""{"alg":"RS256","jwk":{{jwk}}}""") + "." + RawToken.Encode(RawToken.Payload);
        byte[] signature = rsa.SignData(RawToken.Utf8(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.That(
            await Verdict.CodeOf(input + "." + Base64Url.EncodeToString(signature), SamplePolicy.Make(keys: [SampleKeys.Rs256.VerificationKey])),
            Is.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task A06_Refuses_a_token_that_brings_its_own_secret()
    {
        byte[] secret = RawToken.Utf8("a secret that only the attacker knows");
        string header = $$"""{"alg":"HS256","jwk":{"kty":"oct","k":"{{Base64Url.EncodeToString(secret)}}"} }""";

        Assert.That(await Verdict.CodeOf(RawToken.Hs256(RawToken.Utf8(header), RawToken.Utf8(RawToken.Payload), secret)), Is.EqualTo("invalid_signature"));
    }

    [TestCase("\"jku\":\"http://127.0.0.1:9/jwks.json\"")]
    [TestCase("\"jku\":\"file:///etc/passwd\"")]
    [TestCase("\"x5u\":\"http://127.0.0.1:9/cert.pem\"")]
    [TestCase("\"x5c\":[\"MIIB\"]")]
    [TestCase("\"x5t\":\"AAAA\",\"x5t#S256\":\"AAAA\"")]
    [TestCase("\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}")]
    [TestCase("\"jwk\":1,\"jku\":2,\"x5u\":3,\"x5c\":4")]
    public async Task A06_Does_not_read_key_material_of_a_token(string member) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256",{{member}}}""")), Is.EqualTo("accepted"));

    [Test]
    public void A06_Only_the_resolver_of_published_keys_can_fetch_anything()
    {
        IEnumerable<string> knowing = typeof(Jwt).Assembly.GetTypes()
            .Where(static type => type.Namespace == nameof(JwtKit) && !type.IsNested)
            .Where(static type => TypeReferences.Of(type).Any(static known => known.Assembly.GetName().Name!.StartsWith("System.Net", StringComparison.Ordinal)))
            .Select(static type => type.Name);

        Assert.That(knowing, Is.EquivalentTo(new[] { nameof(JwksDownload), nameof(JwksFetch), nameof(JwksResolverOptions), nameof(Loopback) }));
    }

    [TestCaseSource(nameof(KeyIds))]
    public async Task A07_Looks_a_kid_up_as_opaque_text(string keyId) => Assert.That(
        await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{keyId}}"}"""), Named), Is.EqualTo("unknown_key"));

    [TestCase(257)]
    [TestCase(10 * 1024 / 2)]
    public async Task A07_Refuses_a_long_kid(int length) => Assert.That(
        await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{new string('k', length)}}"}"""), Named), Is.EqualTo("unknown_key"));

    [Test]
    public async Task A07_Refuses_a_kid_of_10_KB() => Assert.That(
        await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{new string('k', 10 * 1024)}}"}"""), Named), Is.EqualTo("malformed"));

    [TestCase("1")]
    [TestCase("null")]
    [TestCase("[\"2026-01\"]")]
    [TestCase("{\"kid\":\"2026-01\"}")]
    public async Task A07_Refuses_a_kid_that_is_no_text(string keyId) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":{{keyId}}}"""), Named), Is.EqualTo("malformed"));

    [TestCaseSource(nameof(KeyIds))]
    public async Task A07_Shows_no_control_character_of_a_kid(string keyId)
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{keyId}}"}"""), Named);

        Assert.That(failure.Found, Does.Not.Match("\\p{C}"));
    }

    private static ValidationPolicy Named => SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey]);
}
