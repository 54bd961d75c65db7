using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KnownHeaderTests
{
    private static readonly byte[] Segment = JwsHeader.Encode(SignatureAlgorithm.Hs256, "JWT", "k-1", contentType: null);

    [Test]
    public void Says_what_reading_the_segment_says()
    {
        JoseHeader known = new KnownHeader(Segment).Header;
        JoseHeader.Read(Segment, new byte[Segment.Length], out JoseHeader read);

        Assert.That(TextOf(known), Is.EqualTo(TextOf(read)).And.EqualTo("HS256|k-1|JWT||False"));
    }

    [Test]
    public void Is_known_by_each_of_its_bytes()
    {
        KnownHeader known = new(Segment);
        Assert.That(known.IsWrittenAs(Segment), Is.True);
        for (int i = 0; i < Segment.Length; i++)
        {
            byte[] other = [.. Segment];
            other[i] ^= 1;

            Assert.That(known.IsWrittenAs(other), Is.False, $"byte {i}");
        }

        Assert.That(known.IsWrittenAs(Segment.AsSpan(1)), Is.False);
    }

    [TestCase("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")]
    [TestCase("{\"typ\":\"JWT\",\"alg\":\"HS256\"}")]
    [TestCase("{ \"alg\" : \"HS\\u003256\" }")]
    public async Task A_token_whose_header_is_spelled_otherwise_is_accepted_alike(string header)
    {
        JwtValidator validator = new(SamplePolicy.Make(), new FixedTimeProvider(SamplePolicy.Now));

        ValidationOutcome outcome = await validator.ValidateAsync(RawToken.WithHeader(header));

        Assert.That(outcome.Succeeded, Is.True, outcome.ToString());
    }

    private static string TextOf(in JoseHeader header) => $"{header.Algorithm}|{header.KeyId}|{header.Type}|{header.ContentType}|{header.HasCompression}";
}
