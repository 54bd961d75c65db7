using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwsTests
{
    private const string BadMediaType =
        "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out.";

    private readonly SigningKey key = TestSigningKeys.Create("HS256");

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [TestCase(null, null, null, "{\"alg\":\"HS256\"}")]
    [TestCase("JWT", null, null, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}")]
    [TestCase("at+jwt", "2026-01", "json", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"2026-01\",\"cty\":\"json\"}")]
    [TestCase(null, "Schlüssel", "JWT", "{\"alg\":\"HS256\",\"kid\":\"Schlüssel\",\"cty\":\"JWT\"}")]
    [TestCase(null, "a\"b\\c", null, "{\"alg\":\"HS256\",\"kid\":\"a\\\"b\\\\c\"}")]
    public void Writes_exactly_the_header_that_was_asked_for(string? type, string? keyId, string? contentType, string expected)
    {
        using SigningKey named = TestSigningKeys.Create("HS256", keyId);
        string header = Jws.Sign([], named, type, contentType).Split('.')[0];
        Assert.That(Encoding.UTF8.GetString(Base64UrlText.Decode(header)!), Is.EqualTo(expected));
    }

    [Test]
    public void Gives_back_payloads_of_every_length_up_to_200()
    {
        byte[] source = new byte[200];
        FixedSeed.NewRandom().NextBytes(source);
        Assert.Multiple(() =>
        {
            for (int length = 0; length <= source.Length; length++)
            {
                Jws.TryVerify(Jws.Sign(source.AsSpan(0, length), key), key.VerificationKey, out byte[]? payload);
                Assert.That(payload, Is.EqualTo(source[..length]), $"{length} bytes");
            }
        });
    }

    [Test]
    public void Gives_no_payload_where_it_refuses()
    {
        using SigningKey other = TestSigningKeys.CreateOther("HS256");
        Jws.TryVerify(Jws.Sign([1], other), key.VerificationKey, out byte[]? payload);
        Assert.That(payload, Is.Null);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("..")]
    [TestCase("a.b.c.d.e")]
    public void Refuses_what_is_no_token(string? token) => Assert.That(Jws.TryVerify(token, key.VerificationKey, out _), Is.False);

    [Test]
    public void Refuses_the_token_of_another_algorithm_of_the_same_secret()
    {
        using SigningKey other = TestSigningKeys.Create("HS512");
        Assert.That(Jws.TryVerify(Jws.Sign([], other), key.VerificationKey, out _), Is.False);
    }

    [TestCase("{\"alg\":\"HS256\"}", ExpectedResult = true)]
    [TestCase("{\"alg\":\"HS512\"}", ExpectedResult = false)]
    [TestCase("{\"alg\":\"hs256\"}", ExpectedResult = false)]
    [TestCase("{\"alg\":\"none\"}", ExpectedResult = false)]
    [TestCase("{}", ExpectedResult = false)]
    public bool Accepts_a_right_signature_only_under_a_header_that_names_the_keys_algorithm(string header)
    {
        string input = Base64UrlText.Encode(Encoding.UTF8.GetBytes(header)) + ".AQID";
        byte[] signature = new byte[key.SignatureLength];
        key.Sign(Encoding.ASCII.GetBytes(input), signature);
        return Jws.TryVerify($"{input}.{Base64UrlText.Encode(signature)}", key.VerificationKey, out _);
    }

    [TestCase(null, null, ExpectedResult = true)]
    [TestCase("a", null, ExpectedResult = true)]
    [TestCase(null, "a", ExpectedResult = true)]
    [TestCase("a", "a", ExpectedResult = true)]
    [TestCase("a", "b", ExpectedResult = false)]
    [TestCase("a", "A", ExpectedResult = false)]
    [TestCase("ä", "ä", ExpectedResult = true)]
    public bool Compares_key_ids_where_both_have_one(string? written, string? expected)
    {
        using SigningKey signing = TestSigningKeys.Create("HS256", written);
        using VerificationKey verification = TestSigningKeys.CreateVerification("HS256", expected);
        return Jws.TryVerify(Jws.Sign([], signing), verification, out _);
    }

    [TestCase(0, ExpectedResult = true)]
    [TestCase(-1, ExpectedResult = false)]
    public bool Looks_at_no_more_than_the_maximum_length(int difference)
    {
        string token = Jws.Sign(new byte[100], key);
        return Jws.TryVerify(token, key.VerificationKey, out _, token.Length + difference);
    }

    [TestCase(16 * 1024, ExpectedResult = true)]
    [TestCase((16 * 1024) + 1, ExpectedResult = false)]
    public bool Looks_at_16_KiB_by_default(int length)
    {
        // The signature has 43 characters and the dots 2; the payload takes what remains, in whole or broken groups of four.
        string header = Jws.Sign([], key).Split('.')[0];
        int payloadText = length - header.Length - 45;
        string token = Jws.Sign(new byte[payloadText * 3 / 4], key);
        Assert.That(token, Has.Length.EqualTo(length), "the sum of the parts");
        return Jws.TryVerify(token, key.VerificationKey, out _);
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a\n")]
    [TestCase("ä")]
    [TestCase("\u007f")]
    public void Refuses_a_type_that_is_no_media_type(string type) => Assert.That(
        () => Jws.Sign([], key, type), Throws.ArgumentException.With.Message.EqualTo(BadMediaType + " (Parameter 'type')"));

    [Test]
    public void Refuses_a_content_type_of_257_characters() => Assert.That(
        () => Jws.Sign([], key, null, new string('t', 257)),
        Throws.ArgumentException.With.Message.EqualTo(BadMediaType + " (Parameter 'contentType')"));

    [Test]
    public void Throws_for_a_null_key() => Assert.Multiple(() =>
    {
        Assert.That(() => Jws.Sign([], null!), Throws.ArgumentNullException);
        Assert.That(() => Jws.TryVerify("a.b.c", null!, out _), Throws.ArgumentNullException);
    });

    [Test]
    public void Throws_for_a_disposed_key()
    {
        string token = Jws.Sign([], key);
        SigningKey disposed = TestSigningKeys.Create("HS256");
        disposed.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => Jws.Sign([], disposed), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => Jws.TryVerify(token, disposed.VerificationKey, out _), Throws.TypeOf<ObjectDisposedException>());
        });
    }
}
