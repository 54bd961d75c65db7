using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtBuilderTests
{
    private static readonly DateTimeOffset Now = SamplePolicy.Now;
    private static readonly FixedTimeProvider Clock = new(Now);

    private static TestCaseData[] Setters =>
    [
        new("Issuer", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.Issuer("a"))),
        new("Subject", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.Subject("a"))),
        new("Audience", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.Audience("a"))),
        new("the lifetime", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.ExpiresIn(TimeSpan.FromMinutes(5)))),
        new("the lifetime", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.ExpiresAt(Now))),
        new("NotBefore", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.NotBefore(Now))),
        new("TokenId", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.TokenId(TokenId.None))),
        new("Type", (Func<JwtBuilder, JwtBuilder>)(static builder => builder.Type(null))),
    ];

    private static JwtBuilder Full => new JwtBuilder()
        .Issuer("https://id.example.com")
        .Subject("user-42")
        .Audience("a", "b")
        .ExpiresIn(TimeSpan.FromMinutes(5))
        .NotBefore(Now)
        .TokenId(TokenId.Exactly("t-1"))
        .Type("at+jwt")
        .Claim("scope", "orders:read")
        .Claim("address", new SampleAddress("Brno", 3), SampleJsonContext.Default.SampleAddress);

    private static JwtDescriptor FullDescriptor => new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = "https://id.example.com",
        Subject = "user-42",
        Audiences = ["a", "b"],
        NotBefore = Now,
        TokenId = TokenId.Exactly("t-1"),
        Type = "at+jwt",
        Claims = new ClaimSet { ["scope"] = "orders:read" }
            .With("address", ClaimValue.From(new SampleAddress("Brno", 3), SampleJsonContext.Default.SampleAddress)),
    };

    [Test]
    public void Builds_the_same_descriptor() => Assert.That(Full.Build(), Is.EqualTo(FullDescriptor));

    [Test]
    public void Signs_the_same_token() =>
        Assert.That(Full.Sign(SampleKeys.Hs256, Clock), Is.EqualTo(Jwt.Sign(FullDescriptor, SampleKeys.Hs256, Clock)));

    [Test]
    public void Signs_the_same_token_into_a_buffer()
    {
        RecordingWriter writer = new();

        Full.Sign(SampleKeys.Hs256, writer, Clock);

        Assert.That(writer.Text, Is.EqualTo(Jwt.Sign(FullDescriptor, SampleKeys.Hs256, Clock)));
    }

    [Test]
    public void Builds_the_defaults_of_a_descriptor() => Assert.That(
        new JwtBuilder().ExpiresIn(TimeSpan.FromMinutes(5)).Build(), Is.EqualTo(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5) }));

    [Test]
    public void Takes_an_end_as_a_date() => Assert.That(
        new JwtBuilder().ExpiresAt(Now).Build(), Is.EqualTo(new JwtDescriptor { Lifetime = TokenLifetime.Until(Now) }));

    [Test]
    public void Builds_the_same_descriptor_twice()
    {
        JwtBuilder builder = Full;

        Assert.That(builder.Build(), Is.EqualTo(builder.Build()));
    }

    [TestCaseSource(nameof(Setters))]
    public void Refuses_a_second_call(string setter, Func<JwtBuilder, JwtBuilder> call) => Assert.That(
        () => call(call(new JwtBuilder())),
        Throws.InvalidOperationException.With.Message.EqualTo(
            $"{setter} was set already; each setter is called once, so that no part of a program overwrites what another has set."));

    [Test]
    public void Refuses_an_end_after_a_length() => Assert.That(
        () => new JwtBuilder().ExpiresIn(TimeSpan.FromMinutes(5)).ExpiresAt(Now), Throws.InvalidOperationException);

    [Test]
    public void Refuses_a_claim_twice() => Assert.That(
        () => new JwtBuilder().Claim("a", 1).Claim("a", 1),
        Throws.ArgumentException.With.Message.EqualTo(
            "The claim 'a' is set already; each claim is set once. With(name, value) makes a changed copy. (Parameter 'name')"));

    [Test]
    public void Refuses_to_build_without_a_lifetime() => Assert.That(
        () => new JwtBuilder().Issuer("a").Build(),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "The token has no lifetime. Call ExpiresIn, for instance with TimeSpan.FromMinutes(5), or ExpiresAt."));

    [Test]
    public void Refuses_to_sign_without_a_lifetime() =>
        Assert.That(() => new JwtBuilder().Sign(SampleKeys.Hs256, Clock), Throws.InvalidOperationException);

    [Test]
    public void Can_be_called_again_after_a_refused_value()
    {
        JwtBuilder builder = new();
        Assert.That(() => builder.Issuer(string.Empty), Throws.ArgumentException);

        Assert.That(() => builder.Issuer("a"), Throws.Nothing);
    }

    [Test]
    public void Refuses_a_lifetime_that_is_not_set() => Assert.That(() => new JwtBuilder().ExpiresIn(default).Build(), Throws.InvalidOperationException);

    [Test]
    public void Refuses_an_empty_subject() => Assert.That(() => new JwtBuilder().Subject(string.Empty), Throws.ArgumentException);

    [Test]
    public void Refuses_an_empty_audience() => Assert.That(() => new JwtBuilder().Audience(string.Empty), Throws.ArgumentException);

    [Test]
    public void Refuses_a_null_token_id() => Assert.That(() => new JwtBuilder().TokenId(null!), Throws.ArgumentNullException);

    [Test]
    public void Refuses_a_type_that_is_no_media_type() => Assert.That(
        () => new JwtBuilder().Type("a b"),
        Throws.ArgumentException.With.Message.EqualTo(
            "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out. (Parameter 'type')"));

    [Test]
    public void Refuses_a_call_that_names_no_audience() => Assert.That(
        static () => new JwtBuilder().Audience(),
        Throws.ArgumentException.With.Message.StartsWith("No audience was given; name at least one, or leave the call out."));
}
