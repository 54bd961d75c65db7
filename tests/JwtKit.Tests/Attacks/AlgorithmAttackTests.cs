using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A1: a token that names its own algorithm.</summary>
[TestFixture]
internal sealed class AlgorithmAttackTests
{
    private static string[] NoAlgorithm =>
    [
        "\"none\"", "\"nOnE\"", "\"NONE\"", "\"None\"", "\"\"", "null", "1", "true", "[]", "[\"HS256\"]", "{\"alg\":\"HS256\"}",
        "\"hs256\"", "\"Hs256\"", "\"HS256 \"", "\" HS256\"", "\"HS256\\u0000\"", "\"HS25\"", "\"HS2566\"", "\"HS512\"", "\"RS256\"", "\"dir\"",
    ];

    [TestCaseSource(nameof(NoAlgorithm))]
    public async Task A01_Refuses_another_alg_although_the_MAC_is_right(string alg) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":{{alg}},"typ":"JWT"}""")), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task A01_Refuses_a_missing_alg_although_the_MAC_is_right() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader("""{"typ":"JWT"}""")), Is.EqualTo("algorithm_mismatch"));

    [TestCase("""{"Alg":"HS256"}""")]
    [TestCase("""{"ALG":"HS256"}""")]
    [TestCase("""{"alg ":"HS256"}""")]
    [TestCase("""{"header":{"alg":"HS256"}}""")]
    public async Task A01_Refuses_alg_under_another_name(string header) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader(header)), Is.EqualTo("algorithm_mismatch"));

    [TestCaseSource(nameof(NoAlgorithm))]
    public async Task A01_Refuses_another_alg_without_signature(string alg) => Assert.That(
        await Verdict.CodeOf(RawToken.Encode($$"""{"alg":{{alg}}}""") + "." + RawToken.Encode(RawToken.Payload) + "."), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task A01_Refuses_an_empty_signature_under_the_right_alg() => Assert.That(
        await Verdict.CodeOf(RawToken.Encode(RawToken.Hs256Header) + "." + RawToken.Encode(RawToken.Payload) + "."), Is.EqualTo("invalid_signature"));

    [Test]
    public async Task A01_Refuses_a_token_whose_signature_was_cut_off_with_its_dot() => Assert.That(
        await Verdict.CodeOf(RawToken.Encode("""{"alg":"none"}""") + "." + RawToken.Encode(RawToken.Payload)), Is.EqualTo("malformed"));

    [Test]
    public void A01_Knows_no_algorithm_of_that_name() =>
        Assert.That(SignatureAlgorithm.All.Select(static algorithm => algorithm.Name), Has.None.EqualTo("none").IgnoreCase);

    [Test]
    public async Task A01_Refuses_an_RS256_token_where_the_key_is_for_RS512()
    {
        using VerificationKey key = VerificationKey.Rs512(RsaPublicKey.FromPem(PublicPem));

        Assert.That(
            await Verdict.CodeOf(RawToken.Rs256(RawToken.Rs256Header, RawToken.Payload), SamplePolicy.Make(keys: [key])), Is.EqualTo("algorithm_mismatch"));
    }

    [Test]
    public async Task A01_Refuses_an_RS256_signature_that_calls_itself_RS512()
    {
        using VerificationKey key = VerificationKey.Rs512(RsaPublicKey.FromPem(PublicPem));

        Assert.That(
            await Verdict.CodeOf(RawToken.Rs256("""{"alg":"RS512"}""", RawToken.Payload), SamplePolicy.Make(keys: [key])), Is.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task A01_Refuses_a_PSS_signature_that_calls_itself_RS256()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        string input = RawToken.Encode(RawToken.Rs256Header) + "." + RawToken.Encode(RawToken.Payload);
        byte[] signature = rsa.SignData(RawToken.Utf8(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        string token = input + "." + System.Buffers.Text.Base64Url.EncodeToString(signature);

        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(keys: [SampleKeys.Rs256.VerificationKey])), Is.EqualTo("invalid_signature"));
    }

    private static string PublicPem
    {
        get
        {
            using RSA rsa = SampleKeys.CreateRsa();
            return rsa.ExportSubjectPublicKeyInfoPem();
        }
    }
}
