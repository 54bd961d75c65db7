using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Tokens whose signing key is elsewhere.</summary>
[TestFixture]
internal sealed class RemoteSignerTests
{
    private static readonly JwtDescriptor Content = SampleEncryption.Content;

    private static TestCaseData[] Implausible =>
    [
        new("HS256", 0), new("HS256", 31), new("HS256", 33), new("HS512", 32), new("RS256", 0), new("RS256", 255), new("RS512", 64),
    ];

    private static IEnumerable<string> Algorithms => SignatureAlgorithm.All.Select(static algorithm => algorithm.Name);

    [TestCaseSource(nameof(Algorithms))]
    public async Task Makes_the_token_that_a_local_key_makes(string algorithm)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm, "2026-01");
        string token = await Jwt.SignAsync(Content, new TestSigner(key, "2026-01"), SampleEncryption.Clock);
        Assert.That(token, Is.EqualTo(Jwt.Sign(Content, key, SampleEncryption.Clock)));
    }

    [TestCaseSource(nameof(Algorithms))]
    public async Task Makes_a_token_that_validates(string algorithm)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        string token = await Jwt.SignAsync(Content, new TestSigner(key), SampleEncryption.Clock);
        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(keys: [key.VerificationKey])), Is.EqualTo("accepted"));
    }

    [TestCase(null, """{"alg":"HS256","typ":"at+jwt"}""")]
    [TestCase("hsm-1", """{"alg":"HS256","typ":"at+jwt","kid":"hsm-1"}""")]
    public async Task Writes_alg_and_kid_of_the_signer(string? keyId, string header)
    {
        string token = await Jwt.SignAsync(Content with { Type = "at+jwt" }, new TestSigner(SampleKeys.Hs256, keyId), SampleEncryption.Clock);
        Assert.That(RawToken.HeaderOf(token), Is.EqualTo(header));
    }

    [Test]
    public async Task Gives_the_signer_the_whole_input_once()
    {
        TestSigner signer = new(SampleKeys.Hs256);
        string token = await Jwt.SignAsync(Content, signer, SampleEncryption.Clock);
        Assert.That(signer.Inputs, Is.EqualTo(new[] { token[..token.LastIndexOf('.')] }));
    }

    [TestCaseSource(nameof(Implausible))]
    public async Task Throws_when_what_comes_back_is_no_signature(string algorithm, int length)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        await Assert.ThatAsync(
            async () => await Jwt.SignAsync(Content, new TestSigner(key, answer: () => new byte[length]), SampleEncryption.Clock),
            Throws.InvalidOperationException.With.Message.EqualTo($"The remote signer returned {length} bytes, which is no {algorithm} signature."));
    }

    [Test]
    public Task Throws_when_nothing_comes_back() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(Content, new TestSigner(SampleKeys.Hs256, answer: static () => null!), SampleEncryption.Clock),
        Throws.InvalidOperationException.With.Message.EqualTo("The remote signer returned null, which is no HS256 signature."));

    [Test]
    public Task Lets_a_fault_of_the_service_through() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(Content, new TestSigner(SampleKeys.Hs256, answer: static () => throw new TimeoutException("the HSM is away")), SampleEncryption.Clock),
        Throws.TypeOf<TimeoutException>().With.Message.EqualTo("the HSM is away"));

    [Test]
    public Task Can_be_cancelled() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(Content, new TestSigner(SampleKeys.Hs256), SampleEncryption.Clock, new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public Task Refuses_a_key_id_of_257_characters() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(Content, new TestSigner(SampleKeys.Hs256, new string('k', 257)), SampleEncryption.Clock),
        Throws.ArgumentException.With.Message.EqualTo("The key id has 257 characters; at most 256 are accepted. (Parameter 'keyId')"));

    [Test]
    public Task Throws_when_the_signer_is_null() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(Content, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("signer"));

    [Test]
    public async Task Encrypts_a_token_that_validates()
    {
        string token = await Jwt.SignAndEncryptAsync(Content, new TestSigner(SampleKeys.Hs256), SampleEncryption.OaepTarget, SampleEncryption.Clock);
        Assert.That(await Verdict.CodeOf(token, SampleEncryption.Policy()), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Encrypts_under_the_header_that_a_local_key_has()
    {
        string token = await Jwt.SignAndEncryptAsync(Content, new TestSigner(SampleKeys.Hs256), SampleEncryption.OaepTarget, SampleEncryption.Clock);
        Assert.That(RawToken.HeaderOf(token), Is.EqualTo(RawToken.HeaderOf(SampleEncryption.Nested())));
    }
}
