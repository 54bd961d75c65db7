using System.Text.Json.Serialization.Metadata;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What an opened envelope gives, and what is left of it afterwards.</summary>
[TestFixture]
internal sealed class EnvelopePayloadTests
{
    private static readonly SampleAddress Address = new("Zürich \"<😀>\"", 3);

    private static JsonTypeInfo<SampleAddress> TypeInfo => SampleJsonContext.Default.SampleAddress;

    private static EnvelopeFormat[] Formats =>
        [EnvelopeFormat.JweJson, EnvelopeFormat.JweCompact, EnvelopeFormat.Fields(new EnvelopeFields()), EnvelopeFormat.Fields(new EnvelopeFields { ContentType = null })];

    [Test]
    public void Reads_the_value_that_was_sealed([ValueSource(nameof(Formats))] EnvelopeFormat format)
    {
        using EnvelopePayload payload = Opened(PayloadEnvelope.Seal(Address, TypeInfo, SampleEncryption.DirectTarget.Key, "c", format), format);
        payload.TryRead(TypeInfo, out SampleAddress? read);
        Assert.That(read, Is.EqualTo(Address));
    }

    [Test]
    public void Has_the_content_type_of_JSON_for_a_value()
    {
        using EnvelopePayload payload = Opened(PayloadEnvelope.Seal(Address, TypeInfo, SampleEncryption.DirectTarget.Key, "c"));
        Assert.That(payload.ContentType, Is.EqualTo("application/json"));
    }

    [Test]
    public void Has_no_content_type_where_none_was_given()
    {
        using EnvelopePayload payload = Opened(Sealed("{}"));
        Assert.That(payload.ContentType, Is.Null);
    }

    [Test]
    public void Has_the_content_type_that_was_given_for_a_value()
    {
        using EnvelopePayload payload = Opened(PayloadEnvelope.Seal(Address, TypeInfo, SampleEncryption.DirectTarget.Key, "c", contentType: "application/vnd.address+json"));
        Assert.That((payload.ContentType, payload.TryRead(TypeInfo, out _)), Is.EqualTo(("application/vnd.address+json", true)));
    }

    [TestCase(null, ExpectedResult = true)]
    [TestCase("application/json", ExpectedResult = true)]
    [TestCase("json", ExpectedResult = true)]
    [TestCase("Application/JSON; charset=utf-8", ExpectedResult = true)]
    [TestCase("application/problem+json;v=1", ExpectedResult = true)]
    [TestCase("text/plain", ExpectedResult = false)]
    [TestCase("application/jsonx", ExpectedResult = false)]
    [TestCase("text/json", ExpectedResult = false)]
    public bool Reads_JSON_of_content_type(string? contentType)
    {
        using EnvelopePayload payload = Opened(Sealed("""{"city":"a","floor":1}""", contentType));
        return payload.TryRead(TypeInfo, out _);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{\"city\":1,\"floor\":1}")]
    [TestCase("{\"city\":\"a\",\"floor\":1} x")]
    [TestCase("{\"city\":\"\\ud800\",\"floor\":1}")]
    public void Reads_no_value_from(string json)
    {
        using EnvelopePayload payload = Opened(Sealed(json));
        Assert.That(payload.TryRead(TypeInfo, out _), Is.False);
    }

    [Test]
    public void Reads_no_value_from_malformed_UTF_8()
    {
        using EnvelopePayload payload = Opened(PayloadEnvelope.Seal([.. "{\"city\":\""u8, 0xff, .. "\",\"floor\":1}"u8], SampleEncryption.DirectTarget.Key, "c"));
        Assert.That(payload.TryRead(TypeInfo, out _), Is.False);
    }

    [Test]
    public void Throws_once_it_was_disposed()
    {
        EnvelopePayload payload = Opened(Sealed("{}"));
        payload.Dispose();
        Assert.That(
            () => payload.Content, Throws.TypeOf<ObjectDisposedException>().With.Message.StartsWith("The payload was disposed and its content erased; read it before that."));
    }

    [Test]
    public void Reads_nothing_once_it_was_disposed()
    {
        EnvelopePayload payload = Opened(Sealed("{}"));
        payload.Dispose();
        Assert.That(() => payload.TryRead(TypeInfo, out _), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Can_be_disposed_twice()
    {
        EnvelopePayload payload = Opened(Sealed("{}"));
        payload.Dispose();
        Assert.That(payload.Dispose, Throws.Nothing);
    }

    [Test]
    public void Erases_its_content()
    {
        EnvelopePayload payload = Opened(Sealed(new string('x', 1000)));
        ReadOnlyMemory<byte> content = payload.Content;
        payload.Dispose();
        Assert.That(content.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Prints_its_length_only()
    {
        using EnvelopePayload payload = Opened(Sealed("{}"));
        Assert.That(payload.ToString(), Is.EqualTo("EnvelopePayload (2 bytes)"));
    }

    [TestCase("")]
    [TestCase("text\nplain")]
    [TestCase("täxt")]
    public void Refuses_to_seal_with_content_type(string contentType) => Assert.That(
        () => Sealed("{}", contentType),
        Throws.ArgumentException.With.Message.EqualTo(
            "A media type such as 'application/json' is needed: 1 to 256 printable ASCII characters; null leaves it out. (Parameter 'contentType')"));

    [TestCase("JWT")]
    [TestCase("application/jwt")]
    public void Refuses_to_seal_a_token(string contentType) => Assert.That(
        () => Sealed("{}", contentType),
        Throws.ArgumentException.With.Message.EqualTo(
            "The content type is that of a token, and no receiver of envelopes takes one; Jwt.SignAndEncrypt encrypts tokens. (Parameter 'contentType')"));

    private static string Sealed(string content, string? contentType = null) =>
        PayloadEnvelope.Seal(RawToken.Utf8(content), SampleEncryption.DirectTarget.Key, "c", contentType: contentType);

    private static EnvelopePayload Opened(string envelope, EnvelopeFormat? format = null) =>
        PayloadEnvelope.TryOpen(envelope, SampleEncryption.DirectKey, "c", out EnvelopePayload? payload, format) ? payload : throw new AssertionException("The envelope did not open.");
}
