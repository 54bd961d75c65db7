using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtEncryptionTests
{
    private const string PlainHeader = """{"alg":"dir","enc":"A256GCM","typ":"JWT"}""";
    private const string FullHeader = """{"alg":"dir","enc":"A256GCM","typ":"JWT","cty":"JWT"}""";

    private static readonly JwtDescriptor Content = SampleEncryption.Content;

    private static TestCaseData[] Presets =>
    [
        new TestCaseData(Content, FullHeader).SetArgDisplayNames("ordinary"),
        new TestCaseData(Content with { EncryptionContentType = null }, PlainHeader).SetArgDisplayNames("ordinary without cty"),
        new TestCaseData(Content with { EncryptionContentType = "jwt" }, """{"alg":"dir","enc":"A256GCM","typ":"JWT","cty":"jwt"}""").SetArgDisplayNames("ordinary with jwt"),
        new TestCaseData(Content with { Type = "at+jwt" }, FullHeader).SetArgDisplayNames("another kind inside"),
        new TestCaseData(Content with { Type = null }, FullHeader).SetArgDisplayNames("no kind inside"),
    ];

    [TestCaseSource(nameof(Presets))]
    public void Writes_the_outer_header(JwtDescriptor content, string header) => Assert.That(RawToken.HeaderOf(Encrypt(content)), Is.EqualTo(header));

    [Test]
    public void Names_the_receivers_key_outside_and_the_signers_inside()
    {
        using EncryptionKey receiver = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "platform");
        string token = Jwt.SignAndEncrypt(Content, SampleKeys.NamedHs256, receiver.Using(ContentEncryption.A128Gcm), SampleEncryption.Clock);
        Assert.That(
            (RawToken.HeaderOf(token), RawToken.HeaderOf(Inside(token, SampleEncryption.OaepKey))),
            Is.EqualTo(("""{"alg":"RSA-OAEP","enc":"A128GCM","kid":"platform","typ":"JWT","cty":"JWT"}""", """{"alg":"HS256","typ":"JWT","kid":"2026-01"}""")));
    }

    [Test]
    public void Puts_the_signed_token_inside() =>
        Assert.That(Inside(Encrypt(Content), SampleEncryption.DirectKey), Is.EqualTo(Jwt.Sign(Content, SampleKeys.Hs256, SampleEncryption.Clock)));

    [Test]
    public void Puts_the_signed_token_inside_where_it_writes_into_a_buffer()
    {
        RecordingWriter writer = new();
        Jwt.SignAndEncrypt(Content, SampleKeys.Hs256, SampleEncryption.DirectTarget, writer, SampleEncryption.Clock);
        Assert.That(Inside(writer.Text, SampleEncryption.DirectKey), Is.EqualTo(Jwt.Sign(Content, SampleKeys.Hs256, SampleEncryption.Clock)));
    }

    [Test]
    public void Advances_a_buffer_once_by_the_whole_token()
    {
        RecordingWriter writer = new(extra: 500);
        Jwt.SignAndEncrypt(Content, SampleKeys.Hs256, SampleEncryption.DirectTarget, writer, SampleEncryption.Clock);
        Assert.That(writer.Advances, Is.EqualTo(new[] { Encrypt(Content).Length }));
    }

    [Test]
    public void Is_not_disturbed_by_a_writer_that_encrypts_meanwhile()
    {
        JwtDescriptor other = Content with { Subject = new string('o', 3000) };
        RecordingWriter writer = new(whileAsked: () => Encrypt(other));
        Jwt.SignAndEncrypt(Content, SampleKeys.Hs256, SampleEncryption.DirectTarget, writer, SampleEncryption.Clock);
        Assert.That(Inside(writer.Text, SampleEncryption.DirectKey), Is.EqualTo(Jwt.Sign(Content, SampleKeys.Hs256, SampleEncryption.Clock)));
    }

    [Test]
    public async Task Writes_into_a_buffer_what_the_policy_accepts()
    {
        RecordingWriter writer = new();
        Jwt.SignAndEncrypt(Content, SampleKeys.Hs256, SampleEncryption.OaepTarget, writer, SampleEncryption.Clock);
        Assert.That(await Verdict.CodeOf(writer.Text, SampleEncryption.Policy()), Is.EqualTo("accepted"));
    }

    [Test]
    public void Is_the_same_through_the_builder()
    {
        JwtBuilder builder = new JwtBuilder().Issuer("cs-1").Audience("orders-api").Subject("bob").TokenId(TokenId.Exactly("t-1")).ExpiresIn(TimeSpan.FromMinutes(5));
        string token = builder.SignAndEncrypt(SampleKeys.Hs256, SampleEncryption.DirectTarget, SampleEncryption.Clock);
        Assert.That((RawToken.HeaderOf(token), Inside(token, SampleEncryption.DirectKey)), Is.EqualTo((FullHeader, Jwt.Sign(Content, SampleKeys.Hs256, SampleEncryption.Clock))));
    }

    [Test]
    public void Refuses_a_content_type_that_is_no_media_type() => Assert.That(
        () => Content with { EncryptionContentType = "J W T" },
        Throws.ArgumentException.With.Message.EqualTo(
            "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out. (Parameter 'EncryptionContentType')"));

    [Test]
    public void Throws_when_the_target_is_null() => Assert.That(
        () => Jwt.SignAndEncrypt(Content, SampleKeys.Hs256, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("target"));

    [Test]
    public async Task Writes_private_claims_into_a_remotely_signed_token_that_is_encrypted()
    {
        JwtDescriptor content = KoreAi.UserToken("cs-1", "john@example.com", secureCustomData: new() { ["ssn"] = "123" });
        using EncryptionKey receiver = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "platform");
        string token = await Jwt.SignAndEncryptAsync(content, new TestSigner(SampleKeys.Hs256), receiver.Using(ContentEncryption.A256Gcm), SampleEncryption.Clock);
        Assert.That(RawToken.PayloadOf(Inside(token, SampleEncryption.OaepKey)), Does.EndWith(""","secureCustomData":{"ssn":"123"}}"""));
    }

    [Test]
    public void Refuses_private_claims_in_a_token_that_is_only_signed() => Assert.That(
        () => Jwt.Sign(KoreAi.UserToken("cs-1", "john@example.com", privateClaims: new() { ["ssn"] = "123" }), SampleKeys.Hs256, SampleEncryption.Clock),
        Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(
            "The token has 'privateClaims', which is meant for encrypted tokens, and is only signed: whoever holds it would read that. "
            + "Use Jwt.SignAndEncrypt, or say allowReadablePrivateClaims: true."));

    [Test]
    public Task Refuses_private_claims_in_a_remotely_signed_token_that_is_only_signed() => Assert.ThatAsync(
        async () => await Jwt.SignAsync(KoreAi.UserToken("cs-1", "john@example.com", secureCustomData: []), new TestSigner(SampleKeys.Hs256), SampleEncryption.Clock),
        Throws.TypeOf<TokenRuleException>());

    [Test]
    public void Writes_private_claims_into_a_token_that_is_only_signed_where_the_caller_says_so() => Assert.That(
        RawToken.PayloadOf(Jwt.Sign(
            KoreAi.UserToken("cs-1", "john@example.com", privateClaims: new() { ["ssn"] = "123" }, allowReadablePrivateClaims: true), SampleKeys.Hs256, SampleEncryption.Clock)),
        Does.EndWith(""","privateClaims":{"ssn":"123"}}"""));

    private static string Encrypt(JwtDescriptor content) => Jwt.SignAndEncrypt(content, SampleKeys.Hs256, SampleEncryption.DirectTarget, SampleEncryption.Clock);

    private static string Inside(string token, DecryptionKey key) =>
        Jwe.TryDecrypt(token, key, out byte[]? inside) ? System.Text.Encoding.UTF8.GetString(inside) : throw new AssertionException("not decrypted");
}
