using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Which members of a published set become keys, and for which algorithm.</summary>
[TestFixture]
internal sealed class JwksResolverKeyTests
{
    [TestCase("")]
    [TestCase(",\"alg\":\"RS256\"")]
    [TestCase(",\"use\":\"sig\"")]
    [TestCase(",\"key_ops\":[\"verify\"]")]
    [TestCase(",\"key_ops\":[],\"oth\":[],\"x5c\":[]")]
    [TestCase(",\"alg\":null,\"use\":null,\"d\":null")]
    [TestCase(",\"x5c\":[\"AAAA\"],\"x5t\":\"AAAA\",\"issuer\":\"me\"")]
    public async Task Takes_a_key_that_is_for_this(string members) =>
        Assert.That(await KeysOf(PublishedSet.OfJson(PublishedSet.FirstWith(",\"kid\":\"1\"" + members))), Is.EqualTo("VerificationKey (RS256, kid 1)"));

    [TestCase(",\"alg\":\"RS384\"")]
    [TestCase(",\"alg\":\"RSA-OAEP\"")]
    [TestCase(",\"alg\":\"PS256\"")]
    [TestCase(",\"alg\":\"rs256\"")]
    [TestCase(",\"use\":\"enc\"")]
    [TestCase(",\"use\":\"other\"")]
    [TestCase(",\"key_ops\":[\"sign\"]")]
    public async Task Leaves_out_a_key_that_is_for_something_else(string members)
    {
        string other = PublishedSet.Second.VerificationKey.PublicJwk!.ToJson();

        Assert.That(
            await KeysOf(PublishedSet.OfJson(PublishedSet.FirstWith(",\"kid\":\"1\"" + members), other)), Is.EqualTo("VerificationKey (RS256, kid second)"));
    }

    [TestCase("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"1"}""")]
    [TestCase("""{"kty":"OKP","crv":"Ed25519","x":"AA"}""")]
    [TestCase("""{"kty":"RSA","n":"_____w","e":"AQAB","kid":"1"}""")]
    public async Task Leaves_out_a_key_of_another_kind_and_a_weak_one(string key)
    {
        string other = PublishedSet.Second.VerificationKey.PublicJwk!.ToJson();

        Assert.That(await KeysOf(PublishedSet.OfJson(key, other)), Is.EqualTo("VerificationKey (RS256, kid second)"));
    }

    [Test]
    public async Task Takes_each_key_for_its_own_algorithm_where_several_are_given() => Assert.That(
        await KeysOf(
            PublishedSet.OfJson(PublishedSet.FirstWith(",\"kid\":\"1\",\"alg\":\"RS512\""), PublishedSet.FirstWith(",\"kid\":\"2\",\"alg\":\"RS256\"")),
            SignatureAlgorithm.Rs256,
            SignatureAlgorithm.Rs512),
        Is.EqualTo("VerificationKey (RS512, kid 1),VerificationKey (RS256, kid 2)"));

    [Test]
    public async Task Leaves_out_a_key_without_algorithm_where_several_are_given() => Assert.That(
        await KeysOf(
            PublishedSet.OfJson(PublishedSet.FirstWith(",\"kid\":\"1\""), PublishedSet.FirstWith(",\"kid\":\"2\",\"alg\":\"RS256\"")),
            SignatureAlgorithm.Rs256,
            SignatureAlgorithm.Rs512),
        Is.EqualTo("VerificationKey (RS256, kid 2)"));

    [Test]
    public async Task Takes_keys_without_a_name() => Assert.That(
        await KeysOf(PublishedSet.OfJson(PublishedSet.FirstWith(""), PublishedSet.FirstWith(""))), Is.EqualTo("VerificationKey (RS256),VerificationKey (RS256)"));

    [Test]
    public async Task Accepts_a_named_token_where_no_key_has_a_name()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(PublishedSet.FirstWith("")));

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Refuses_a_token_of_an_algorithm_that_was_not_given()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(PublishedSet.FirstWith(",\"kid\":\"first\"")));
        using SigningKey other = SigningKey.Rs512(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "first");

        Assert.That(await scene.CodeOf(other), Is.EqualTo("algorithm_mismatch"));
    }

    private static async Task<string> KeysOf(string set, params SignatureAlgorithm[] algorithms)
    {
        using FetchedKeysScene scene = new(algorithms: algorithms);
        scene.Publisher.Publish(set);
        await scene.Resolver.PrefetchAsync();
        return string.Join(',', scene.Resolver);
    }
}
