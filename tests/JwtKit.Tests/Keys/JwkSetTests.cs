using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwkSetTests
{
    private const string Malformed =
        "malformed: The text is not a JWK set: one well-formed JSON object in UTF-8 without repeated members, whose \"keys\" is an array of objects (RFC 7517 section 5).";

    [Test]
    public void Finds_a_key_by_its_id_ordinally()
    {
        JwkSet set = JwkSet.Parse(SetOf(Key("a"), Key("A")));
        Assert.That((set.Find("A"), set.Find("b"), set.Keys.Count), Is.EqualTo((set.Keys[1], (Jwk?)null, 2)));
    }

    [Test]
    public void Keeps_keys_without_an_id() => Assert.That(JwkSet.Parse(SetOf(Key(null), Key(null))).Keys, Has.Count.EqualTo(2));

    [Test]
    public void Reads_bytes_as_it_reads_text() =>
        Assert.That(JwkSet.Parse(Encoding.UTF8.GetBytes(Rfc7517Vectors.PublicSet)).ToJson(), Is.EqualTo(JwkSet.Parse(Rfc7517Vectors.PublicSet).ToJson()));

    [Test]
    public void Accepts_a_set_without_keys_and_with_other_members() =>
        Assert.That(JwkSet.Parse("""{"more":[{}],"keys":[]}""").Keys, Is.Empty);

    [Test]
    public void Reads_back_what_it_writes()
    {
        JwkSet set = new([RsaPublicKey.FromPem(TestKeys.Pkcs1Public).ToJwk("1", "RS256", "sig"), Jwk.Parse(Rfc7517Vectors.PublicRsa)]);
        Assert.That(JwkSet.Parse(set.ToJson()).ToJson(), Is.EqualTo(set.ToJson()));
    }

    [TestCase("""{"kty":"OKP","crv":"Ed25519","x":"AA"}""", "unsupported_key_type", "Key 1 (OKP): The JWK's key type \"OKP\" is not supported; RSA and oct are.")]
    [TestCase("""{"kty":"new","kid":7}""", "unsupported_key_type", "Key 1: The JWK's \"kty\" names no key type that is supported; RSA and oct are, spelled exactly so.")]
    [TestCase("""{"kty":"RSA","alg":"PS256"}""", "unsupported_algorithm", "Key 1 (RSA, PS256): The JWK's \"alg\" names no RSA algorithm that is supported.")]
    [TestCase("""{"kty":"RSA","alg":"HS256"}""", "unsupported_algorithm", "Key 1 (RSA, HS256): The JWK's \"alg\" names no RSA algorithm that is supported.")]
    [TestCase("""{"kty":"RSA","alg":"a password put there by mistake","kid":"x"}""", "unsupported_algorithm", "Key 1 (kid x, RSA): The JWK's \"alg\" names no RSA algorithm that is supported.")]
    [TestCase("""{"kty":"RSA","e":"AQAB"}""", "malformed", "Key 1 (RSA): The JWK has no \"n\", or an empty one; this kind of key needs it (RFC 7518 section 6).")]
    [TestCase("""{"kty":"RSA","n":"AQ==","e":"AQAB"}""", "malformed", "Key 1 (RSA): The JWK's \"n\" is not base64url in its one strict form (RFC 7515 section 2): letters, digits, '-' and '_', without '=' padding, white space or stray bits at the end.")]
    [TestCase("""{"kty":"RSA","key_ops":"verify"}""", "malformed", "Key 1 (RSA): The JWK's \"key_ops\" is not an array of strings.")]
    [TestCase("""{"kty":"RSA","use":["sig"]}""", "malformed", "Key 1 (RSA): The JWK's \"use\" is not a string.")]
    [TestCase("""{"kty":7}""", "malformed", "Key 1: The JWK's \"kty\" is not a string.")]
    [TestCase("""{"kty":"oct","k":""}""", "malformed", "Key 1 (oct): The JWK has no \"k\", or an empty one; this kind of key needs it (RFC 7518 section 6).")]
    [TestCase("""{}""", "malformed", "Key 1: The JWK has no \"kty\"; RSA or oct is needed there (RFC 7517 section 4.1).")]
    [TestCase("""{"kty":"RSA","n":"_____w","e":"AQAB"}""", "weak_key", "Key 1 (RSA): The RSA key has 32 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072")]
    [TestCase("""{"kty":"RSA","kid":7}""", "malformed", "Key 1 (RSA): The JWK's \"kid\" is not a string.")]
    public void Skips_a_key_that_it_cannot_use_and_says_why(string key, string code, string reason)
    {
        JwkSet set = JwkSet.Parse(SetOf(key, Key("1")));
        SkippedJwk skipped = set.Skipped.Single();
        Assert.That((set.Keys.Single().KeyId, skipped.Code, skipped.ToString()), Is.EqualTo(("1", code, reason)));
    }

    [Test]
    public void A45_Skips_a_key_with_the_ROCA_fingerprint()
    {
        byte[] modulus = RsaModuli.Roca(2048).ToByteArray(isUnsigned: true, isBigEndian: true);
        JwkSet set = JwkSet.Parse(SetOf($$"""{"kty":"RSA","kid":"r","n":"{{Base64UrlText.Encode(modulus)}}","e":"AQAB"}""", Key("1")));
        SkippedJwk skipped = set.Skipped.Single();
        Assert.That((set.Keys.Count, skipped.Code, skipped.Number, skipped.KeyId, skipped.KeyType), Is.EqualTo((1, SkippedJwk.WeakKey, 1, "r", "RSA")));
    }

    [Test]
    public void A07_Shows_a_key_id_of_a_skipped_key_bounded_and_clean()
    {
        SkippedJwk skipped = JwkSet.Parse(SetOf($$"""{"kty":"EC","kid":"a\n\u001b[2J{{new string('k', 300)}}"}""")).Skipped.Single();
        Assert.That(skipped.KeyId, Is.EqualTo("a??[2J" + new string('k', 121) + "…"));
    }

    [Test]
    public void Says_of_many_skipped_keys_what_the_first_five_lack()
    {
        JwkSet set = JwkSet.Parse(SetOf([.. Enumerable.Repeat("""{"kty":"EC"}""", 7)]));
        Assert.That(SkippedJwk.Describe(set.Skipped), Does.StartWith("Key 1 (EC): ").And.Contains(" Key 5 (EC): ").And.EndsWith(" are. 2 more are left out."));
    }

    [Test]
    public void A08_Refuses_a_key_id_that_is_there_twice([Values("", ",\"alg\":\"PS256\"")] string label) => Refuses(
        SetOf(Key("1"), Key("2"), Key("1", label)),
        "duplicate_kid: Key 3 of the JWK set has the \"kid\" of a key before it; a token could not say which one it means.");

    [Test]
    public void Accepts_a_key_id_that_a_skipped_type_of_key_has_too() =>
        Assert.That(JwkSet.Parse(SetOf("""{"kty":"EC","kid":"1"}""", Key("1"))).Find("1"), Is.Not.Null);

    [TestCase(Rfc7517Vectors.PrivateRsa)]
    [TestCase(Rfc7517Vectors.PrivateEc)]
    [TestCase(Rfc7517Vectors.HmacKey)]
    [TestCase("""{"kty":"RSA","qi":0}""")]
    [TestCase("""{"kty":"RSA","p":{}}""")]
    [TestCase("""{"kty":"RSA","oth":[{}]}""")]
    [TestCase("""{"kty":"EC","\u0064":"AAAA"}""")]
    public void A08_Refuses_a_private_key_and_a_secret_of_any_type(string key) => Refuses(
        SetOf(Key("1"), key),
        "private_key: Key 2 of the JWK set has private members or is a secret; a set holds public keys only. Whoever could read it has the key: replace it.");

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"keys\":{}}")]
    [TestCase("{\"keys\":null}")]
    [TestCase("{\"keys\":[[]]}")]
    [TestCase("{\"keys\":[{},1]}")]
    [TestCase("{\"keys\":[]}x")]
    [TestCase("{\"keys\":[],\"keys\":[]}")]
    [TestCase("{\"keys\":[],\"key\\u0073\":[]}")]
    [TestCase("{\"keys\":[{\"kty\":\"EC\",\"kty\":\"EC\"}]}")]
    [TestCase(Rfc7517Vectors.PublicRsa)]
    public void Refuses_what_is_no_set(string json) => Refuses(json, Malformed);

    [TestCase("{\"keys\":", "[")]
    [TestCase("{\"keys\":[],\"x\":", "[")]
    [TestCase("{\"keys\":[],\"x\":", "{\"a\":")]
    [TestCase("{\"keys\":[{\"kty\":\"EC\",\"x\":", "[")]
    public void A21_Refuses_open_brackets_without_end(string start, string bracket) => Refuses(start + string.Concat(Enumerable.Repeat(bracket, 40_000)), Malformed);

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Refuses("{\"keys\":[],\"x\":\"\ud800\"}", Malformed);

    [Test]
    public void Refuses_null_as_it_came_over_the_wire() => Assert.That(
        (JwkSet.TryParse((string?)null, out JwkSet? set, out JwkSetFault? fault), set, fault!.ToString()), Is.EqualTo((false, (JwkSet?)null, Malformed)));

    [Test]
    public void Accepts_100_keys() => Assert.That(JwkSet.Parse(SetOf([.. Enumerable.Repeat("{}", 100)])).Skipped, Has.Count.EqualTo(100));

    [Test]
    public void Refuses_101_keys() => Refuses(SetOf([.. Enumerable.Repeat("{}", 101)]), "too_many_keys: The JWK set has more than 100 keys.");

    [Test]
    public void Refuses_more_than_256_KiB_before_reading([Values] bool asText)
    {
        string json = """{"keys":[]}""" + new string(' ', 256 * 1024);
        bool parsed = asText ? JwkSet.TryParse(json, out _, out JwkSetFault? fault) : JwkSet.TryParse(Encoding.UTF8.GetBytes(json), out _, out fault);
        Assert.That((parsed, fault!.ToString()), Is.EqualTo((false, "too_long: The JWK set has more than 262144 bytes; nothing of it was read.")));
    }

    [Test]
    public void Counts_bytes_not_characters() => Assert.That(
        JwkSet.TryParse("{\"keys\":[],\"x\":\"é\"}", out _, out JwkSetFault? fault, maximumLength: 19) ? "read" : fault.Code, Is.EqualTo("too_long"));

    [Test]
    public void Publishes_a_key_once_that_is_given_twice()
    {
        RsaPublicKey key = RsaPublicKey.FromPem(TestKeys.Pkcs1Public);
        Assert.That(new JwkSet([key.ToJwk("1"), key.ToJwk("1")]).Keys, Has.Count.EqualTo(1));
    }

    [Test]
    public void Throws_when_two_different_keys_with_one_id_are_to_be_published() => Assert.That(
        () => new JwkSet([RsaPublicKey.FromPem(TestKeys.Pkcs1Public).ToJwk("1"), Jwk.Parse(Key("1"))]),
        Throws.ArgumentException.With.Message.EqualTo("Two keys of the set have the key id '1'; give each its own, for instance its Thumbprint. (Parameter 'keys')"));

    [TestCase(Rfc7517Vectors.PrivateRsa)]
    [TestCase(Rfc7517Vectors.HmacKey)]
    public void Throws_when_a_private_key_is_to_be_published(string json) => Assert.That(
        () => new JwkSet([Jwk.Parse(json)]),
        Throws.ArgumentException.With.Message.EqualTo(
            "A key of the set is private, a secret, or null; only public keys are published. RsaPrivateKey.GetPublicKey().ToJwk() makes one."));

    [Test]
    public void Prints_how_many_keys_it_has() => Assert.That(JwkSet.Parse(Rfc7517Vectors.PublicSet).ToString(), Is.EqualTo("JwkSet (1 keys)"));

    private static string Key(string? keyId, string labels = "") =>
        $$"""{"kty":"RSA","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB"{{(keyId is null ? "" : $",\"kid\":\"{keyId}\"")}}{{labels}}}""";

    private static string SetOf(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    private static void Refuses(string json, string fault) => Assert.Multiple(() =>
    {
        Assert.That(JwkSet.TryParse(json, out JwkSet? set, out JwkSetFault? found), Is.False);
        Assert.That((set, found?.ToString()), Is.EqualTo(((JwkSet?)null, fault)));
        Assert.That(() => JwkSet.Parse(json), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(found!.Description));
    });
}
