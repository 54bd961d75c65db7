using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What is said of a JWK that is refused: the member at fault, never its value.</summary>
[TestFixture]
internal sealed class JwkFaultTests
{
    private const string NoSecret = "The JWK has no \"k\", or an empty one; this kind of key needs it (RFC 7518 section 6).";

    private const string NotWellFormed = "The JWK is not one well-formed JSON object in UTF-8, with each member once and nothing before or after it (RFC 7517 section 4).";

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"kty\":\"oct\"")]
    [TestCase("{\"kty\":\"oct\",\"k\":\"AAAA\"}x")]
    [TestCase("\uFEFF{\"kty\":\"oct\",\"k\":\"AAAA\"}")]
    [TestCase("{\"kty\":\"oct\",\"k\":\"AAAA\",\"\\ud800\":1}")]
    [TestCase("{\"kty\":\"oct\",\"k\":\"AAAA\",\"other\":1,\"other\":2}")]
    public void Refuses_what_is_not_one_strict_object(string json) => Refuses(json, NotWellFormed);

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public void A21_Refuses_open_brackets_without_end(string bracket) =>
        Refuses("{\"kty\":\"oct\",\"x\":" + string.Concat(Enumerable.Repeat(bracket, 10_000)), NotWellFormed);

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Refuses("{\"kid\":\"\ud800\"}", "The JWK holds half of a surrogate pair, which has no UTF-8 form.");

    [TestCase("{\"kty\":\"RSA\",\"kty\":\"oct\",\"k\":\"AAAA\"}", "kty")]
    [TestCase("{\"kty\":\"oct\",\"k\":\"AAAA\",\"k\":\"BBBB\"}", "k")]
    [TestCase("{\"kty\":\"oct\",\"k\":\"AAAA\",\"\\u006b\":\"BBBB\"}", "k")]
    [TestCase("{\"kid\":\"1\",\"kty\":\"oct\",\"k\":\"AAAA\",\"ki\\u0064\":\"2\"}", "kid")]
    public void Refuses_a_member_that_is_there_twice_also_escaped(string json, string member) =>
        Refuses(json, $"The JWK has the member \"{member}\" twice; which one counts would be a guess, so each may be there once (RFC 7517 section 4).");

    [Test]
    public void Refuses_more_than_64_KiB() =>
        Refuses($$"""{"kty":"oct","k":"{{new string('A', 65536)}}"}""", "The JWK has 65556 bytes; at most 65536 are read, and no key needs more.");

    [Test]
    public void Refuses_a_set() => Refuses(Rfc7517Vectors.PublicSet, "The text is a JWK set, not a single JWK; JwkSet.Parse reads it.");

    [TestCase("")]
    [TestCase("\"kty\":\"\",")]
    [TestCase("\"kty\":null,")]
    public void Refuses_a_key_without_a_type(string type) => Refuses($$"""{{{type}}"k":"AAAA"}""", "The JWK has no \"kty\"; RSA or oct is needed there (RFC 7517 section 4.1).");

    [TestCase("rsa")]
    [TestCase("Oct")]
    [TestCase("a secret put there by mistake")]
    public void Refuses_an_unknown_type_without_repeating_it(string keyType) =>
        Refuses($$"""{"kty":"{{keyType}}","k":"AAAA"}""", "The JWK's \"kty\" names no key type that is supported; RSA and oct are, spelled exactly so.");

    [TestCase("EC")]
    [TestCase("OKP")]
    public void Refuses_another_type(string keyType) =>
        Refuses($$"""{"kty":"{{keyType}}"}""", $"The JWK's key type \"{keyType}\" is not supported; RSA and oct are.");

    [Test]
    public void Refuses_a_member_that_is_not_a_string([Values("kty", "kid", "alg", "use", "n", "e")] string member) =>
        Refuses(JwkText.With(Rfc7517Vectors.PublicRsa, member, 1), $"The JWK's \"{member}\" is not a string.");

    [TestCase("\"sign\"")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("[\"sign\",null]")]
    [TestCase("[[\"sign\"]]")]
    public void Refuses_key_operations_that_are_not_strings(string operations) =>
        Refuses($$"""{"kty":"oct","k":"AAAA","key_ops":{{operations}}}""", "The JWK's \"key_ops\" is not an array of strings.");

    [Test]
    public void Refuses_a_key_operation_that_is_there_twice() => Refuses(
        """{"kty":"oct","k":"AAAA","key_ops":["sign","verify","si\u0067n"]}""",
        "The JWK's \"key_ops\" names something twice; each may be there once (RFC 7517 section 4.3).");

    [Test]
    public void Refuses_a_key_id_that_is_too_long() => Refuses(
        JwkText.With(Rfc7517Vectors.PublicRsa, "kid", new string('k', 257)), "The JWK's \"kid\" cannot be used. The key id has 257 characters; at most 256 are accepted.");

    [Test]
    public void Refuses_a_control_character_in_the_key_id() =>
        Refuses(JwkText.With(Rfc7517Vectors.PublicRsa, "kid", "a\nb"), "The JWK's \"kid\" cannot be used. The key id holds a control character; printable text is needed.");

    [Test]
    public void Refuses_a_number_that_is_missing([Values("n", "e")] string member) =>
        Refuses(Without(Rfc7517Vectors.PublicRsa, member), $"The JWK has no \"{member}\", or an empty one; this kind of key needs it (RFC 7518 section 6).");

    [Test]
    public void Refuses_a_secret_that_is_missing() => Refuses("""{"kty":"oct"}""", NoSecret);

    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase("[]")]
    public void Refuses_a_secret_that_is_empty(string value) => Refuses($$"""{"kty":"oct","k":{{value}}}""", NoSecret);

    [Test]
    public void Refuses_loose_base64url([Values("n", "d", "p", "q", "dp", "dq", "qi")] string member, [Values("AQAB=", "AQ B", "AQ+B", "AQ/B", "AQB", "A", "AQ\nB")] string text) => Refuses(
        JwkText.With(Rfc7517Vectors.PrivateRsa, member, text),
        $"The JWK's \"{member}\" is not base64url in its one strict form (RFC 7515 section 2): letters, digits, '-' and '_', without '=' padding, white space or stray bits at the end.");

    [Test]
    public void Refuses_a_private_key_without_one_of_its_numbers([Values("p", "q", "dp", "dq", "qi")] string member) => Refuses(
        Without(Rfc7517Vectors.PrivateRsa, member),
        $"The JWK has \"d\" but no \"{member}\"; a private RSA key is read with \"p\", \"q\", \"dp\", \"dq\" and \"qi\" (RFC 7518 section 6.3.2). Export the key with all of them.");

    [Test]
    public void Refuses_a_private_key_without_d() => Refuses(
        Without(Rfc7517Vectors.PrivateRsa, "d"), "The JWK has \"p\" but no \"d\": neither a public key nor a whole private one (RFC 7518 section 6.3.2).");

    [Test]
    public void Refuses_more_than_two_primes() => Refuses(
        Rfc7517Vectors.PrivateRsa[..^1] + ""","oth":[{"r":"Aw","d":"Aw","t":"Aw"}]}""", "The JWK has \"oth\": an RSA key of more than two primes, such as a three-prime RSA key, which is not supported. Make a key of two primes: openssl genrsa -out private.pem 3072");

    [Test]
    public void Refuses_numbers_that_do_not_belong_together([Values("d", "p", "q", "dp", "dq", "qi")] string member) => Refuses(
        JwkText.With(Rfc7517Vectors.PrivateRsa, member, "AQAB"),
        "The numbers of the RSA private key do not belong together; the key is damaged or forged. Take the key from its source again.");

    [Test]
    public void Refuses_1024_bits()
    {
        using RSA rsa = RSA.Create(1024);
        string modulus = Base64UrlText.Encode(rsa.ExportParameters(false).Modulus!);
        Refuses(
            $$"""{"kty":"RSA","n":"{{modulus}}","e":"AQAB"}""",
            "The RSA key has 1024 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072");
    }

    [Test]
    public void Refuses_the_exponent_3_unless_it_is_allowed() => Assert.Multiple(() =>
    {
        string json = JwkText.With(Rfc7517Vectors.PublicRsa, "e", "Aw");
        Refuses(json, "The RSA public exponent is 3; at least 65537 is needed. allowSmallExponent: true admits one key that has a smaller one.");
        Assert.That(Jwk.Parse(json, allowSmallExponent: true).KeyType, Is.EqualTo("RSA"));
    });

    [Test]
    public void Refuses_an_even_modulus() => Refuses(
        JwkText.With(Rfc7517Vectors.PublicRsa, "n", Rfc7517Vectors.Modulus[..^1] + "g"),
        "The RSA modulus is even, so it is not the product of two large primes; the key is damaged or forged.");

    [Test]
    public void Throws_when_another_kind_of_key_is_taken_from_it()
    {
        using Jwk secret = Jwk.Parse(Rfc7517Vectors.HmacKey);
        using Jwk publicKey = Jwk.Parse(Rfc7517Vectors.PublicRsa);
        Assert.Multiple(() =>
        {
            Assert.That(secret.GetPublicKey, Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is a shared secret (kty oct); an RSA key is needed."));
            Assert.That(secret.GetPrivateKey, Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is a shared secret (kty oct); an RSA key is needed."));
            Assert.That(publicKey.GetSecret, Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is an RSA key; a shared secret (kty oct) is needed."));
            Assert.That(publicKey.GetPrivateKey, Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The JWK is a public RSA key; the private one is needed, with \"d\" and the primes."));
        });
    }

    private static string Without(string json, string member)
    {
        JsonObject members = JsonNode.Parse(json)!.AsObject();
        members.Remove(member);
        return members.ToJsonString();
    }

    private static void Refuses(string json, string message) =>
        Assert.That(() => Jwk.Parse(json), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
}
