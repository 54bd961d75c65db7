using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Encrypted tokens under a policy with decryption keys.</summary>
[TestFixture]
internal sealed class NestedTokenTests
{
    private static readonly EncryptionTarget First = Target("first", KeyManagement.RsaOaep);
    private static readonly EncryptionTarget Second = Target("second", KeyManagement.RsaOaep);
    private static readonly EncryptionTarget First256 = Target("first", KeyManagement.RsaOaep256);

    private static readonly DecryptionKey FirstKey = Key("first", KeyManagement.RsaOaep);
    private static readonly DecryptionKey SecondKey = Key("second", KeyManagement.RsaOaep);
    private static readonly DecryptionKey First256Key = Key("first", KeyManagement.RsaOaep256);
    private static readonly DecryptionKey OtherUnnamedKey = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem));

    private static IEnumerable<TestEncryption> Combinations => TestEncryption.All;

    [TestCaseSource(nameof(Combinations))]
    public async Task Accepts_a_token_of_each_combination(TestEncryption test) => Assert.That(
        await Verdict.CodeOf(SampleEncryption.Nested(target: test.NewTarget()), SampleEncryption.Policy(test.NewDecryptionKey())), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_an_inner_RS256() => Assert.That(
        await Verdict.CodeOf(
            SampleEncryption.Nested(signer: SampleKeys.Rs256),
            SamplePolicy.Make(keys: [SampleKeys.Rs256.VerificationKey], decryptionKeys: [SampleEncryption.OaepKey])),
        Is.EqualTo("accepted"));

    [Test]
    public async Task Tells_the_claims_and_the_key_of_the_inside()
    {
        string token = SampleEncryption.Nested(signer: SampleKeys.NamedHs256);
        ValidatedToken validated = await Verdict.TokenOf(
            token, SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey], decryptionKeys: [SampleEncryption.OaepKey]));
        Assert.That((validated.Subject, validated.TokenId, validated.KeyId, validated.Algorithm), Is.EqualTo(("bob", "t-1", "2026-01", SignatureAlgorithm.Hs256)));
    }

    [TestCase(null)]
    [TestCase("JWT")]
    [TestCase("jwt")]
    [TestCase("Jwt")]
    [TestCase("application/JWT")]
    public async Task Accepts_the_outer_typ(string? type) =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Around(Inside, type), SampleEncryption.Policy()), Is.EqualTo("accepted"));

    [TestCase("at+jwt")]
    [TestCase("JOSE")]
    [TestCase("JWTs")]
    [TestCase("text/JWT")]
    public async Task Refuses_the_outer_typ(string type)
    {
        TokenFailure failure = await Verdict.FailureOf(SampleEncryption.Around(Inside, type), SampleEncryption.Policy());
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("type_mismatch", "The encrypted token is of another kind (typ) than expected.", "JWT or none", type)));
    }

    [TestCase(null)]
    [TestCase("JWT")]
    [TestCase("jwt")]
    public async Task Accepts_the_outer_cty(string? contentType) =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Around(Inside, contentType: contentType), SampleEncryption.Policy()), Is.EqualTo("accepted"));

    [TestCase("application/JWT")]
    [TestCase("json")]
    [TestCase("JWTs")]
    [TestCase("at+jwt")]
    public async Task Refuses_the_outer_cty(string contentType)
    {
        TokenFailure failure = await Verdict.FailureOf(SampleEncryption.Around(Inside, contentType: contentType), SampleEncryption.Policy());
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("type_mismatch", "The encrypted token's content is of another kind (cty) than a signed token.", "JWT or none", contentType)));
    }

    [TestCase("typ", "null")]
    [TestCase("typ", "1")]
    [TestCase("cty", "[\"JWT\"]")]
    [TestCase("kid", "7")]
    [TestCase("enc", "null")]
    public async Task Refuses_an_outer_header_with_a_parameter_that_is_no_text(string name, string value)
    {
        string header = name == "enc" ? $$"""{"alg":"dir","enc":{{value}}}""" : $$"""{"alg":"dir","enc":"A256GCM","{{name}}":{{value}}}""";
        Assert.That(await Verdict.CodeOf(HandMade(header), SampleEncryption.Policy()), Is.EqualTo("malformed"));
    }

    [TestCase("at+jwt", ExpectedResult = "accepted")]
    [TestCase("JWT", ExpectedResult = "type_mismatch")]
    public Task<string> Compares_the_typ_of_the_policy_with_the_inner_one(string type) => Verdict.CodeOf(
        SampleEncryption.Nested(SampleEncryption.Content with { Type = type }), SamplePolicy.Make(type: "at+jwt", decryptionKeys: [SampleEncryption.OaepKey]));

    [Test]
    public async Task Takes_the_named_key() => Assert.That(await Verdict.CodeOf(SampleEncryption.Nested(target: Second), Policy(FirstKey, SecondKey)), Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_a_name_that_no_key_has()
    {
        TokenFailure failure = await Verdict.FailureOf(SampleEncryption.Nested(target: Target("third", KeyManagement.RsaOaep)), Policy(FirstKey, SecondKey));
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("unknown_key", "The header's kid names none of the policy's decryption keys.", "first or second", "third")));
    }

    [Test]
    public async Task Tries_no_key_but_the_named_one() => Assert.That(
        await Verdict.CodeOf(SampleEncryption.Nested(target: Second), Policy(FirstKey, DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem), "second"))),
        Is.EqualTo("decryption_failed"));

    [Test]
    public async Task Tries_all_keys_for_a_token_without_a_name() =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Nested(), Policy(OtherUnnamedKey, First256Key, FirstKey)), Is.EqualTo("accepted"));

    [Test]
    public async Task Tries_keys_without_a_name_for_a_token_with_one_where_no_key_has_a_name() =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Nested(target: Second), Policy(OtherUnnamedKey, SampleEncryption.OaepKey)), Is.EqualTo("accepted"));

    [Test]
    public async Task Does_not_try_a_key_without_a_name_where_others_have_one() =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Nested(target: Second), Policy(FirstKey, SampleEncryption.OaepKey)), Is.EqualTo("unknown_key"));

    [Test]
    public async Task Takes_two_ways_of_key_management_under_one_name() => Assert.That(
        (await Verdict.CodeOf(SampleEncryption.Nested(target: First), Policy(FirstKey, First256Key)),
            await Verdict.CodeOf(SampleEncryption.Nested(target: First256), Policy(FirstKey, First256Key))),
        Is.EqualTo(("accepted", "accepted")));

    [Test]
    public async Task Refuses_another_way_of_key_management_than_the_named_keys()
    {
        TokenFailure failure = await Verdict.FailureOf(SampleEncryption.Nested(target: First256), Policy(FirstKey, SecondKey));
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("algorithm_mismatch", "The header's alg is not that of the key that the token names.", "RSA-OAEP", "RSA-OAEP-256")));
    }

    [Test]
    public async Task Refuses_RSA1_5_where_it_was_not_switched_on() => Assert.That(
        await Verdict.CodeOf(SampleEncryption.Nested(target: Target("first", KeyManagement.Rsa15)), Policy(FirstKey, First256Key)), Is.EqualTo("algorithm_mismatch"));

    [Test]
    public async Task Refuses_a_cipher_that_it_does_not_have()
    {
        TokenFailure failure = await Verdict.FailureOf(HandMade("""{"alg":"dir","enc":"A128CTR"}"""), SampleEncryption.Policy());
        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo((
                "algorithm_mismatch",
                "The header's enc is no supported cipher.",
                "A128CBC-HS256 or A192CBC-HS384 or A256CBC-HS512 or A128GCM or A192GCM or A256GCM",
                "A128CTR")));
    }

    [Test]
    public async Task Throws_when_a_key_was_disposed()
    {
        DecryptionKey key = Key("first", KeyManagement.RsaOaep);
        JwtValidator validator = new(Policy(key), SampleEncryption.Clock);
        key.Dispose();
        await Assert.ThatAsync(async () => await validator.ValidateAsync(SampleEncryption.Nested()), Throws.TypeOf<ObjectDisposedException>());
    }

    private static string Inside => RawToken.WithPayload(RawToken.Payload);

    private static string HandMade(string header) => HandMadeJwe.Make(header, [], RawToken.Utf8(SampleKeys.SecretText[..32]), ContentEncryption.A256Gcm);

    private static ValidationPolicy Policy(params DecryptionKey[] keys) => SampleEncryption.Policy(keys);

    private static EncryptionTarget Target(string keyId, KeyManagement management) => new TestEncryption(management, ContentEncryption.A256Gcm).NewTarget(keyId);

    private static DecryptionKey Key(string keyId, KeyManagement management) => new TestEncryption(management, ContentEncryption.A256Gcm).NewDecryptionKey(keyId);
}
