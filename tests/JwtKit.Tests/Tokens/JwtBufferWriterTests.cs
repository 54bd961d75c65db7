using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtBufferWriterTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static readonly JwtDescriptor Plain = new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        TokenId = TokenId.None,
        Subject = "user-42",
        Claims = { ["scope"] = "orders:read" },
    };

    private static SigningKey[] Keys => [SampleKeys.Hs256, SampleKeys.NamedHs256, SampleKeys.Rs256];

    [TestCaseSource(nameof(Keys))]
    public void Writes_the_same_token_as_the_string(SigningKey key)
    {
        RecordingWriter writer = new();

        Jwt.Sign(Plain, key, writer, Clock);

        Assert.That(writer.Text, Is.EqualTo(Jwt.Sign(Plain, key, Clock)));
    }

    [Test]
    public void Differs_from_the_string_in_a_generated_jti_only()
    {
        RecordingWriter writer = new();
        JwtDescriptor withTokenId = Plain with { TokenId = TokenId.Generate };

        Jwt.Sign(withTokenId, SampleKeys.Hs256, writer, Clock);

        Assert.That(WithoutTokenId(writer.Text), Is.EqualTo(WithoutTokenId(Jwt.Sign(withTokenId, SampleKeys.Hs256, Clock))));
    }

    [TestCaseSource(nameof(Keys))]
    public void Advances_once_by_the_whole_token(SigningKey key)
    {
        RecordingWriter writer = new();

        Jwt.Sign(Plain, key, writer, Clock);

        Assert.That(writer.Advances, Is.EqualTo(new[] { Jwt.Sign(Plain, key, Clock).Length }));
    }

    [TestCase(1)]
    [TestCase(5000)]
    public void Writes_nothing_behind_the_token_in_a_larger_span(int extra)
    {
        RecordingWriter writer = new(extra);

        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);

        Assert.That(writer.Rest, Is.All.Zero);
    }

    [Test]
    public void Writes_the_same_token_into_a_larger_span()
    {
        RecordingWriter writer = new(extra: 5000);

        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);

        Assert.That(writer.Text, Is.EqualTo(Jwt.Sign(Plain, SampleKeys.Hs256, Clock)));
    }

    [Test]
    public void Is_not_disturbed_by_a_writer_that_signs_meanwhile()
    {
        JwtDescriptor other = Plain with { Subject = new string('o', 3000) };
        RecordingWriter writer = new(whileAsked: () => Jwt.Sign(other, SampleKeys.OtherHs256, Clock));

        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);

        Assert.That(writer.Text, Is.EqualTo(Jwt.Sign(Plain, SampleKeys.Hs256, Clock)));
    }

    [Test]
    public void Does_not_disturb_what_a_writer_signs_meanwhile()
    {
        JwtDescriptor other = Plain with { Subject = new string('o', 3000) };
        string? inner = null;
        RecordingWriter writer = new(whileAsked: () => inner = Jwt.Sign(other, SampleKeys.OtherHs256, Clock));

        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);

        Assert.That(inner, Is.EqualTo(Jwt.Sign(other, SampleKeys.OtherHs256, Clock)));
    }

    [Test]
    public void Writes_two_tokens_one_behind_the_other()
    {
        RecordingWriter writer = new();
        string one = Jwt.Sign(Plain, SampleKeys.Hs256, Clock);

        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);
        Jwt.Sign(Plain, SampleKeys.Hs256, writer, Clock);

        Assert.That(writer.Text, Is.EqualTo(one + one));
    }

    [Test]
    public void Does_not_advance_when_the_key_was_disposed()
    {
        RecordingWriter writer = new();
        SigningKey key = SigningKey.Hs256(Secret.Generate());
        key.Dispose();

        Assert.That(() => Jwt.Sign(Plain, key, writer, Clock), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(writer.Advances, Is.Empty);
    }

    [Test]
    public void Throws_when_the_writer_is_null() =>
        Assert.That(() => Jwt.Sign(Plain, SampleKeys.Hs256, null!, Clock), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("destination"));

    private static string WithoutTokenId(string token)
    {
        string payload = RawToken.PayloadOf(token);
        int start = payload.IndexOf("\"jti\":\"", StringComparison.Ordinal) + 7;
        return RawToken.HeaderOf(token) + payload.Remove(start, 22);
    }
}
