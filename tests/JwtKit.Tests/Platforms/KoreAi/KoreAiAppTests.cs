using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What an app may be, and what its keys accept.</summary>
[TestFixture]
internal sealed class KoreAiAppTests
{
    private static readonly KoreAiApp Encrypting = SampleKoreAi.App with { EnforceEncryption = true, DecryptionKeys = [SampleKoreAi.OaepKey] };

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case(
            "an algorithm",
            SampleKoreAi.App with { Keys = [VerificationKey.Hs384(Secret.Generate(48))] },
            "Kore.ai accepts HS256, HS512, RS256, RS512; a key of the app verifies HS384. (Parameter 'app')");
        yield return Case(
            "a way of key management",
            SampleKoreAi.App with { DecryptionKeys = [new TestEncryption(KeyManagement.RsaOaep256, ContentEncryption.A256Gcm).NewDecryptionKey()] },
            "Kore.ai accepts RSA-OAEP and RSA1_5; a decryption key of the app is for RSA-OAEP-256. (Parameter 'app')");
        yield return Case(
            "a shared key", SampleKoreAi.App with { DecryptionKeys = [SampleEncryption.DirectKey] }, "Kore.ai accepts RSA-OAEP and RSA1_5; a decryption key of the app is for dir. (Parameter 'app')");
        yield return Case(
            "encryption without a key",
            SampleKoreAi.App with { EnforceEncryption = true },
            "The app enforces encryption and has no DecryptionKeys; at least one is needed to open its tokens. (Parameter 'app')");
        yield return Case(
            "an id without an end",
            SampleKoreAi.App with { EnforceTokenId = true, AllowUnlimitedApiTokens = true },
            "The app enforces a jti and allows unlimited API tokens; a token with a jti needs an exp, so nothing would be allowed. Leave AllowUnlimitedApiTokens out. (Parameter 'app')");
    }

    [TestCaseSource(nameof(Wrong))]
    public void Refuses(KoreAiApp app, string message) =>
        Assert.That(() => KoreAi.ValidationPolicy(app), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Refuses_fetched_keys_for_an_algorithm_that_the_platform_does_not_take()
    {
        using JwksResolver keys = new(new Uri("https://id.example.com/jwks"), SignatureAlgorithm.Rs384);

        Assert.That(
            () => KoreAi.ValidationPolicy(SampleKoreAi.App with { Keys = keys }),
            Throws.ArgumentException.With.Message.EqualTo("Kore.ai accepts HS256, HS512, RS256, RS512; a key of the app verifies RS384. (Parameter 'app')"));
    }

    [TestCase("", "john")]
    [TestCase(",\"kore_sub\":\"mary\"", "mary")]
    public async Task Names_the_user_whose_claim_counts(string members, string name)
    {
        JwtValidator validator = new(KoreAi.ValidationPolicy(SampleKoreAi.App), SampleKoreAi.Clock);
        ValidationOutcome outcome = await validator.ValidateAsync(SampleKoreAi.User(members));

        Assert.That(outcome.Token!.ToClaimsPrincipal().Identity!.Name, Is.EqualTo(name));
    }

    [Test]
    public void Refuses_an_empty_Client_ID() =>
        Assert.That(static () => KoreAi.ValidationPolicy(SampleKoreAi.App with { ClientId = string.Empty }), Throws.ArgumentException.With.Message.Contains("ClientId"));

    [Test]
    public void Refuses_a_kind_that_is_none() => Assert.That(
        static () => KoreAi.ValidationPolicy(SampleKoreAi.App, (KoreAiTokenKind)2),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("User or Api is needed."));

    [Test]
    public async Task Accepts_each_algorithm_of_the_platform([Values("HS256", "HS512", "RS256", "RS512")] string name)
    {
        SigningKey key = name switch
        {
            "HS256" => SampleKeys.Hs256,
            "HS512" => SigningKey.Hs512(Secret.FromText(SampleKeys.SecretText)),
            "RS256" => SampleKeys.Rs256,
            _ => SigningKey.Rs512(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem)),
        };
        string token = Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, SampleKoreAi.Clock);

        Assert.That(await Verdict.CodeOf(token, KoreAi.ValidationPolicy(SampleKoreAi.App with { Keys = [key.VerificationKey] })), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Takes_encrypted_tokens_only_where_the_app_enforces_them() =>
        Assert.That(await Verdict.CodeOf(SampleKoreAi.User(), KoreAi.ValidationPolicy(Encrypting)), Is.EqualTo("not_encrypted"));

    [Test]
    public async Task Takes_signed_tokens_only_where_it_does_not() => Assert.That(
        await Verdict.CodeOf(SampleKoreAi.Encrypt(KoreAi.UserToken("cs-1", "john")), KoreAi.ValidationPolicy(Encrypting with { EnforceEncryption = false })), Is.EqualTo("encrypted"));

    [Test]
    public async Task Accepts_each_cipher_and_key_management_of_the_platform(
        [Values("A128CBC-HS256", "A128GCM", "A256GCM")] string content, [Values("RSA-OAEP", "RSA1_5")] string management)
    {
        TestEncryption test = TestEncryption.All.Single(test => test.Content.Name == content && test.KeyManagement.Name == management);
        KoreAiApp app = Encrypting with { DecryptionKeys = [test.NewDecryptionKey("k-1")] };

        Assert.That(
            await Verdict.CodeOf(SampleKoreAi.Encrypt(KoreAi.UserToken("cs-1", "john"), test.Content, test.KeyManagement), KoreAi.ValidationPolicy(app)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Refuses_a_cipher_that_the_platform_does_not_take([Values("A192CBC-HS384", "A256CBC-HS512", "A192GCM")] string content) =>
        Assert.That(await Verdict.CodeOf(Around(content, KeyManagement.RsaOaep), KoreAi.ValidationPolicy(Encrypting)), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task Refuses_a_key_management_that_the_platform_does_not_take() =>
        Assert.That(await Verdict.CodeOf(Around("A256GCM", KeyManagement.RsaOaep256), KoreAi.ValidationPolicy(Encrypting)), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task Refuses_dir() => Assert.That(await Verdict.CodeOf(SampleEncryption.Around(SampleKoreAi.User()), KoreAi.ValidationPolicy(Encrypting)), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public void Prints_what_is_enforced() => Assert.That(Encrypting.ToString(), Is.EqualTo("KoreAiApp (jti not enforced, encryption enforced)"));

    /// <summary>A right token inside of what the preset would refuse to make.</summary>
    private static string Around(string content, KeyManagement management)
    {
        EncryptionTarget target = SampleKoreAi.Target(ContentEncryption.All.Single(candidate => candidate.Name == content), management);
        return Jwe.Encrypt(RawToken.Utf8(SampleKoreAi.User()), target, "JWT", null);
    }

    private static TestCaseData Case(string name, KoreAiApp app, string message) => new TestCaseData(app, message).SetArgDisplayNames(name);
}
