using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static readonly JwtDescriptor Plain = new() { Lifetime = TimeSpan.FromMinutes(5), TokenId = TokenId.None };

    [Test]
    public void Writes_the_header_of_an_HS256_key() =>
        Assert.That(RawToken.HeaderOf(Sign(Plain)), Is.EqualTo("""{"alg":"HS256","typ":"JWT"}"""));

    [Test]
    public void Writes_the_header_of_an_RS256_key() =>
        Assert.That(RawToken.HeaderOf(Jwt.Sign(Plain, SampleKeys.Rs256, Clock)), Is.EqualTo("""{"alg":"RS256","typ":"JWT"}"""));

    [Test]
    public void Writes_the_key_id_after_the_type() =>
        Assert.That(RawToken.HeaderOf(Jwt.Sign(Plain, SampleKeys.NamedHs256, Clock)), Is.EqualTo("""{"alg":"HS256","typ":"JWT","kid":"2026-01"}"""));

    [Test]
    public void Leaves_the_type_out_when_it_is_null() =>
        Assert.That(RawToken.HeaderOf(Sign(Plain with { Type = null })), Is.EqualTo("""{"alg":"HS256"}"""));

    [Test]
    public void Keeps_the_key_id_when_the_type_is_null() =>
        Assert.That(
            RawToken.HeaderOf(Jwt.Sign(Plain with { Type = null }, SampleKeys.NamedHs256, Clock)), Is.EqualTo("""{"alg":"HS256","kid":"2026-01"}"""));

    [Test]
    public void Writes_another_type() =>
        Assert.That(RawToken.HeaderOf(Sign(Plain with { Type = "at+jwt" })), Is.EqualTo("""{"alg":"HS256","typ":"at+jwt"}"""));

    [Test]
    public void Writes_only_times_for_the_barest_token() =>
        Assert.That(RawToken.PayloadOf(Sign(Plain)), Is.EqualTo("""{"iat":1767225600,"exp":1767225900}"""));

    [Test]
    public void Writes_registered_claims_first_and_the_others_in_their_order()
    {
        JwtDescriptor full = new()
        {
            Claims = { ["zone"] = "z", ["age"] = 42, ["admin"] = true },
            TokenId = TokenId.Exactly("t-1"),
            NotBefore = SamplePolicy.Now,
            Subject = "user-42",
            Audiences = ["orders-api"],
            Issuer = "https://id.example.com",
            Lifetime = TimeSpan.FromMinutes(5),
        };

        Assert.That(RawToken.PayloadOf(Sign(full)), Is.EqualTo(
            """{"iss":"https://id.example.com","sub":"user-42","aud":"orders-api","iat":1767225600,"nbf":1767225600,"exp":1767225900,"jti":"t-1","zone":"z","age":42,"admin":true}"""));
    }

    [Test]
    public void Writes_several_audiences_as_an_array() =>
        Assert.That(
            RawToken.PayloadOf(Sign(Plain with { Audiences = ["a", "b"] })), Is.EqualTo("""{"aud":["a","b"],"iat":1767225600,"exp":1767225900}"""));

    [Test]
    public void Writes_texts_that_JSON_must_escape() =>
        Assert.That(
            RawToken.PayloadOf(Sign(Plain with { Issuer = "a\"b\\c\n" })), Is.EqualTo("""{"iss":"a\"b\\c\n","iat":1767225600,"exp":1767225900}"""));

    [Test]
    public void Writes_other_scripts_as_they_are() =>
        Assert.That(RawToken.PayloadOf(Sign(Plain with { Subject = "Žofie 李 🙂" })), Does.Contain("Žofie 李").And.Contain("\"sub\":"));

    [Test]
    public async Task Gives_text_beyond_the_basic_plane_back_unchanged()
    {
        string token = Sign(Plain with { Subject = "Žofie 李 🙂", Issuer = "cs-1", Audiences = ["orders-api"] });

        Assert.That((await Verdict.TokenOf(token)).Subject, Is.EqualTo("Žofie 李 🙂"));
    }

    [Test]
    public void Signs_what_the_platform_signs() =>
        Assert.That(Sign(Plain), Is.EqualTo(RawToken.Hs256("""{"alg":"HS256","typ":"JWT"}""", """{"iat":1767225600,"exp":1767225900}""")));

    [Test]
    public void Signs_with_RSA_what_the_platform_signs() =>
        Assert.That(
            Jwt.Sign(Plain, SampleKeys.Rs256, Clock), Is.EqualTo(RawToken.Rs256("""{"alg":"RS256","typ":"JWT"}""", """{"iat":1767225600,"exp":1767225900}""")));

    [Test]
    public void Signs_a_token_larger_than_any_kept_buffer()
    {
        string large = new('x', 200_000);

        Assert.That(RawToken.PayloadOf(Sign(Plain with { Subject = large })), Does.Contain(large));
    }

    [Test]
    public void Signs_the_same_token_after_a_refused_one()
    {
        string before = Sign(Plain);
        Assert.That(() => Sign(Plain with { Lifetime = default }), Throws.ArgumentException);

        Assert.That(Sign(Plain), Is.EqualTo(before));
    }

    [Test]
    public void Throws_when_the_descriptor_is_null() =>
        Assert.That(() => Jwt.Sign(null!, SampleKeys.Hs256), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("descriptor"));

    [Test]
    public void Throws_when_the_key_is_null() =>
        Assert.That(() => Jwt.Sign(Plain, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("key"));

    [Test]
    public void Throws_when_the_key_was_disposed()
    {
        SigningKey key = SigningKey.Hs256(Secret.Generate());
        key.Dispose();

        Assert.That(() => Jwt.Sign(Plain, key, Clock), Throws.TypeOf<ObjectDisposedException>());
    }

    private static string Sign(JwtDescriptor descriptor) => Jwt.Sign(descriptor, SampleKeys.Hs256, Clock);
}
