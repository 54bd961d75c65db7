using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JoseHeaderTests
{
    [TestCase("{\"alg\":\"HS256\",\"kid\":\"k\",\"typ\":\"JWT\",\"cty\":\"JWT\"}", "HS256|k|JWT|JWT")]
    [TestCase("{}", "|||")]
    [TestCase("{\"a\\u006cg\":\"\\u0048S256\",\"kid\":\"\\u006b\"}", "HS256|k||")]
    [TestCase("{\"alg\":null}", "|||")]
    [TestCase("{\"alg\":1}", "|||")]
    [TestCase("{\"alg\":[\"HS256\"]}", "|||")]
    [TestCase("{\"jwk\":{},\"jku\":\"https://x.example\",\"x5u\":1,\"x5c\":[],\"zip\":\"DEF\",\"typ\":\"a\\/b\"}", "||a/b|")]
    public void Reads_the_four_parameters_that_count(string json, string expected) => Assert.That(Read(json), Is.EqualTo(expected));

    [TestCase("{\"crit\":[\"exp\"]}")]
    [TestCase("{\"crit\":[]}")]
    [TestCase("{\"crit\":null}")]
    [TestCase("{\"c\\u0072it\":[\"b64\"]}")]
    [TestCase("{\"b64\":false}")]
    [TestCase("{\"b64\":true}")]
    public void Refuses_extensions(string json) => Assert.That(Read(json), Is.EqualTo("Extension"));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"alg\":\"HS256\"")]
    [TestCase("{\"alg\":\"HS256\"}{}")]
    [TestCase("{\"alg\":\"HS256\",\"alg\":\"HS256\"}")]
    [TestCase("{\"x\":1,\"\\u0078\":2}")]
    [TestCase("{\"kid\":1}")]
    [TestCase("{\"kid\":null}")]
    [TestCase("{\"typ\":[\"JWT\"]}")]
    [TestCase("{\"cty\":{}}")]
    [TestCase("{\"crit\":[\"a\"],\"kid\":1}")]
    public void Refuses_what_is_malformed(string json) => Assert.That(Read(json), Is.EqualTo("Malformed"));

    [TestCase("a")]
    [TestCase("{}")]
    [TestCase("e30=")]
    [TestCase("e31")]
    public void Refuses_a_segment_that_is_not_strict_base64url(string segment) => Assert.That(ReadSegment(segment), Is.EqualTo("Malformed"));

    [Test]
    public void Accepts_a_key_id_of_256_characters_however_long_its_escapes() =>
        Assert.That(Read($"{{\"kid\":\"{string.Concat(Enumerable.Repeat("\\u00e4", 256))}\"}}"), Is.EqualTo($"|{new string('ä', 256)}||"));

    [Test]
    public void Refuses_a_key_id_of_257_characters() =>
        Assert.That(Read($"{{\"kid\":\"{new string('k', 257)}\"}}"), Is.EqualTo("KeyIdTooLong"));

    [TestCase(8 * 1024, ExpectedResult = "|||")]
    [TestCase((8 * 1024) + 2, ExpectedResult = "Malformed")]
    public string Refuses_a_segment_over_8_KiB(int length)
    {
        // {"x":"…"} around as much as fills the segment.
        string json = $"{{\"x\":\"{new string('x', (length * 3 / 4) - 8)}\"}}";
        string segment = Base64UrlText.Encode(Encoding.UTF8.GetBytes(json));
        Assert.That(segment, Has.Length.EqualTo(length), "the sum of the parts");
        return ReadSegment(segment);
    }

    [TestCase("HS256", "{\"alg\":\"HS256\"}", ExpectedResult = true)]
    [TestCase("HS256", "{\"alg\":\"H\\u00532\\u00356\"}", ExpectedResult = true)]
    [TestCase("HS256", "{\"alg\":\"hs256\"}", ExpectedResult = false)]
    [TestCase("HS256", "{\"alg\":\"HS2560\"}", ExpectedResult = false)]
    [TestCase("HS256", "{\"alg\":\"HS25\"}", ExpectedResult = false)]
    [TestCase("HS256", "{\"alg\":\"none\"}", ExpectedResult = false)]
    [TestCase("HS256", "{\"alg\":\"\"}", ExpectedResult = false)]
    [TestCase("HS256", "{\"alg\":[\"HS256\"]}", ExpectedResult = false)]
    [TestCase("HS256", "{\"ALG\":\"HS256\"}", ExpectedResult = false)]
    [TestCase("HS256", "{}", ExpectedResult = false)]
    public bool Compares_the_algorithm_ordinally(string expected, string json)
    {
        byte[] segment = Encoding.ASCII.GetBytes(Base64UrlText.Encode(Encoding.UTF8.GetBytes(json)));
        JoseHeader.Read(segment, new byte[segment.Length], out JoseHeader header);
        return header.AlgorithmIs(TestSigningKeys.Algorithm(expected).Utf8Name);
    }

    [TestCase("{}", ExpectedResult = true)]
    [TestCase("{\"cty\":\"jwt\"}", ExpectedResult = true)]
    [TestCase("{\"cty\":\"JWE\"}", ExpectedResult = false)]
    [TestCase("{\"cty\":\"\"}", ExpectedResult = false)]
    public bool Knows_the_content_type_of_a_token(string json)
    {
        byte[] segment = Encoding.ASCII.GetBytes(Base64UrlText.Encode(Encoding.UTF8.GetBytes(json)));
        JoseHeader.Read(segment, new byte[segment.Length], out JoseHeader header);
        return header.ContentTypeIsAbsentOrJwt;
    }

    private static string Read(string json) => ReadSegment(Base64UrlText.Encode(Encoding.UTF8.GetBytes(json)));

    /// <summary>The fault, or the four parameters with bars between them.</summary>
    private static string ReadSegment(string text)
    {
        byte[] segment = Encoding.UTF8.GetBytes(text);
        ParseFailure fault = JoseHeader.Read(segment, new byte[segment.Length], out JoseHeader header);
        return fault == ParseFailure.None
            ? string.Join('|', header.Algorithm, header.KeyId, header.Type, header.ContentType)
            : fault.ToString();
    }
}
