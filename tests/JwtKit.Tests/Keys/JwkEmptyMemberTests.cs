using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Members without content, and numbers with leading zero octets, as other libraries write them.</summary>
[TestFixture]
internal sealed class JwkEmptyMemberTests
{
    private static readonly string[] Optional = ["use", "key_ops", "alg", "kid", "x5c", "x5t", "x5u", "x5t#S256", "oth", "d", "p", "q", "dp", "dq", "qi", "k"];
    private static readonly string[] Empty = ["null", "\"\"", "[]", "[ \n\t]"];

    [Test]
    public void Takes_an_empty_member_of_a_public_key_for_an_absent_one([ValueSource(nameof(Optional))] string member, [ValueSource(nameof(Empty))] string value)
    {
        using Jwk key = Jwk.Parse(With(Plain, member, value));
        Assert.That((key.ToJson(), key.HasPrivateMembers), Is.EqualTo((Plain, false)));
    }

    [Test]
    public void Takes_an_empty_member_of_a_key_of_a_set_for_an_absent_one([ValueSource(nameof(Optional))] string member, [ValueSource(nameof(Empty))] string value) =>
        Assert.That(JwkSet.Parse($$"""{"keys":[{{With(Plain, member, value)}}]}""").Keys.Single().ToJson(), Is.EqualTo(Plain));

    [Test]
    public void Takes_empty_labels_of_two_keys_for_no_labels()
    {
        string key = With(With(Plain, "kid", "\"\""), "alg", "\"\"");
        Assert.That(JwkSet.Parse($$"""{"keys":[{{key}},{{key}}]}""").Keys.Select(static jwk => (jwk.KeyId, jwk.Algorithm)), Is.All.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Takes_an_empty_list_of_more_primes_of_a_private_key_for_none()
    {
        using Jwk key = Jwk.Parse(With(Rfc7517Vectors.PrivateRsa, "oth", "[]"));
        Assert.That(key.HasPrivateMembers, Is.True);
    }

    [TestCase("d")]
    [TestCase("p")]
    [TestCase("qi")]
    [TestCase("k")]
    [TestCase("oth")]
    public void A08_Refuses_a_set_for_a_private_member_with_content_beside_empty_ones(string member)
    {
        string key = Optional.Where(name => name != member).Aggregate(With(Plain, member, member == "oth" ? "[{\"r\":\"Aw\"}]" : "\"AAAA\""), static (json, name) => With(json, name, "[]"));
        bool isRead = JwkSet.TryParse($$"""{"keys":[{{key}}]}""", out _, out JwkSetFault? fault);
        Assert.That((isRead, fault?.Code), Is.EqualTo((false, JwkSetFault.PrivateKey)));
    }

    [TestCase("d")]
    [TestCase("dp")]
    public void Refuses_a_private_key_whose_number_is_empty(string member) => Assert.That(
        () => Jwk.Parse(With(Rfc7517Vectors.PrivateRsa, member, "\"\"")),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(member == "d"
            ? "The JWK has \"p\" but no \"d\": neither a public key nor a whole private one (RFC 7518 section 6.3.2)."
            : "The JWK has \"d\" but no \"dp\"; a private RSA key is read with \"p\", \"q\", \"dp\", \"dq\" and \"qi\" (RFC 7518 section 6.3.2). Export the key with all of them."));

    [Test]
    public void Reads_a_set_as_IdentityModel_serializes_it()
    {
        JwkSet set = JwkSet.Parse(
            $$"""{"keys":[{"kty":"RSA","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB","kid":"im","key_ops":[],"oth":[],"x5c":[]}]}""");
        Assert.That((set.Find("im")?.KeyOperations, set.Skipped.Count), Is.EqualTo(((IReadOnlyList<string>?)null, 0)));
    }

    [Test]
    public void Reads_a_key_whose_absent_members_are_written_as_null()
    {
        string json = Optional.Aggregate(Plain, static (key, name) => With(key, name, "null"));
        Assert.That(JwkSet.Parse($$"""{"keys":[{{json}}]}""").Keys, Has.Count.EqualTo(1));
    }

    [Test]
    public void Takes_leading_zero_octets_of_a_public_number([Values("n", "e")] string member, [Values(1, 2, 300)] int zeros)
    {
        using Jwk key = Jwk.Parse(Padded(Plain, member, zeros));
        using Jwk plain = Jwk.Parse(Plain);
        Assert.That((key.ToJson(), key.Thumbprint), Is.EqualTo((Plain, plain.Thumbprint)));
    }

    [Test]
    public void Takes_leading_zero_octets_of_a_private_number([Values("n", "e", "d", "p", "q", "dp", "dq", "qi")] string member)
    {
        using Jwk key = Jwk.Parse(Padded(Rfc7517Vectors.PrivateRsa, member, 1));
        using Jwk plain = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        Assert.That(key.ToJson(includePrivate: true), Is.EqualTo(plain.ToJson(includePrivate: true)));
    }

    [Test]
    public void Takes_leading_zero_octets_of_a_key_of_a_set() => Assert.That(
        JwkSet.Parse($$"""{"keys":[{{Padded(Padded(Plain, "n", 1), "e", 1)}}]}""").ToJson(), Is.EqualTo($$"""{"keys":[{{Plain}}]}"""));

    [Test]
    public void Measures_a_padded_modulus_by_its_number() => Assert.That(
        () => Jwk.Parse($$"""{"kty":"RSA","n":"{{Base64UrlText.Encode([.. new byte[300], 0xff])}}","e":"AQAB"}"""),
        Throws.TypeOf<CryptographicException>().With.Message.StartsWith("The RSA key has 8 bits; 2048 to 16384 are needed"));

    [TestCase("AA")]
    [TestCase("AAAA")]
    public void Refuses_a_number_of_zeros_alone(string zeros) => Assert.That(
        () => Jwk.Parse(JwkText.With(Plain, "e", zeros)),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The RSA public exponent is 0; an odd number is needed, usually 65537."));

    private static string Plain { get; } = $$"""{"kty":"RSA","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB"}""";

    private static string With(string json, string member, string value)
    {
        JsonObject members = JsonNode.Parse(json)!.AsObject();
        members.Remove(member);
        string rest = members.ToJsonString()[..^1];
        return $"{rest},\"{member}\":{value}}}";
    }

    private static string Padded(string json, string member, int zeros)
    {
        string number = (string)JsonNode.Parse(json)![member]!;
        return JwkText.With(json, member, Base64UrlText.Encode([.. new byte[zeros], .. Base64UrlText.Decode(number)!]));
    }
}
