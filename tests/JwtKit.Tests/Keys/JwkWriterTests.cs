using System.Buffers;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwkWriterTests
{
    [Test]
    public void Writes_through_the_buffer_that_erases_what_it_outgrows() =>
        Assert.That(TypeReferences.Of(typeof(JwkWriter)), Does.Contain(typeof(ErasingBuffer)).And.Not.Contain(typeof(ArrayBufferWriter<>)));

    [Test]
    public void Writes_keys_of_any_length_whole()
    {
        string[] written =
        [
            .. Enumerable.Range(1, 80).Select(static step =>
            {
                using Jwk read = Jwk.Parse($$"""{"kty":"oct","k":"{{new string('A', 64 * step)}}"}""");
                return read.ToJson(includePrivate: true);
            }),
        ];

        Assert.That(written, Is.EqualTo(Enumerable.Range(1, 80).Select(static step => $$"""{"kty":"oct","k":"{{new string('A', 64 * step)}}"}""")));
    }

    [Test]
    public void Lets_an_exception_through_and_writes_the_next_key_whole()
    {
        Assert.That(
            () => JwkWriter.Write(static writer =>
            {
                writer.WriteStartObject();
                throw new TimeoutException();
            }),
            Throws.TypeOf<TimeoutException>());
        Assert.That(JwkWriter.Write(static writer => writer.WriteStringValue("a")), Is.EqualTo("\"a\""));
    }
}
