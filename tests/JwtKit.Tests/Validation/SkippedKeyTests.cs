using System.Threading.Channels;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Keys of a fetched set that are not used: who says why.</summary>
[TestFixture]
internal sealed class SkippedKeyTests
{
    private const string Curve = """{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"curve"}""";

    private static string Good => PublishedSet.Second.VerificationKey.PublicJwk!.ToJson();

    private static TestCaseData[] Left =>
    [
        new(Curve, "unsupported_key_type", "Key 2 (kid curve, EC): The JWK's key type \"EC\" is not supported; RSA and oct are."),
        new("""{"kty":"OKP","crv":"Ed25519","x":"AA"}""", "unsupported_key_type", "Key 2 (OKP): The JWK's key type \"OKP\" is not supported; RSA and oct are."),
        new(PublishedSet.FirstWith(",\"kid\":\"1\",\"alg\":\"PS256\""), "unsupported_algorithm", "Key 2 (kid 1, RSA, PS256): The JWK's \"alg\" names no RSA algorithm that is supported."),
        new(PublishedSet.FirstWith(",\"kid\":\"1\",\"alg\":\"RS512\""), "other_algorithm", "Key 2 (kid 1, RSA, RS512): The JWK's \"alg\" is RS512; RS256 is needed."),
        new(PublishedSet.FirstWith(",\"kid\":\"1\",\"alg\":\"RSA-OAEP\""), "other_algorithm", "Key 2 (kid 1, RSA, RSA-OAEP): The JWK's \"alg\" is RSA-OAEP; RS256 is needed."),
        new(PublishedSet.FirstWith(",\"kid\":\"1\",\"use\":\"enc\""), "other_purpose", "Key 2 (kid 1, RSA): The JWK's \"use\" is \"enc\"; \"sig\" is needed for this purpose, or no \"use\" at all."),
        new(PublishedSet.FirstWith(",\"kid\":\"1\",\"key_ops\":[\"encrypt\"]"), "other_purpose", "Key 2 (kid 1, RSA): The JWK's \"key_ops\" does not permit this purpose; \"verify\" is needed, or no \"key_ops\" at all."),
        new("""{"kty":"RSA","kid":"1","n":"_____w","e":"AQAB"}""", "weak_key", "Key 2 (kid 1, RSA): The RSA key has 32 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072"),
        new("""{"kty":"RSA","kid":"1","n":5,"e":"AQAB"}""", "malformed", "Key 2 (kid 1, RSA): The JWK's \"n\" is not a string."),
    ];

    [TestCaseSource(nameof(Left))]
    public async Task Are_told_with_their_reason_beside_a_good_key(string key, string code, string reason)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good, key));
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.Skipped.Select(static skipped => (skipped.Code, skipped.ToString())), Is.EqualTo(new[] { (code, reason) }));
    }

    [TestCaseSource(nameof(Left))]
    public async Task Are_told_in_the_failure_of_a_fetch_that_brings_no_other(string key, string code, string reason)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(key));
        await scene.Resolver.PrefetchAsync();
        JwksFailure failure = scene.Resolver.LastFailure!;

        Assert.That((failure.Description, failure.Skipped.Single().Code), Is.EqualTo((
            "None of the 1 keys of the set can be used; an RSA key with RS256 or no \"alg\", and for signatures, is needed. " + reason.Replace("Key 2", "Key 1", StringComparison.Ordinal), code)));
    }

    [Test]
    public async Task Are_none_before_the_first_fetch_and_where_all_count()
    {
        using FetchedKeysScene scene = new();
        IReadOnlyList<SkippedJwk> before = scene.Resolver.Skipped;
        scene.Publisher.Publish(PublishedSet.First);
        await scene.Resolver.PrefetchAsync();

        Assert.That(before.Concat(scene.Resolver.Skipped), Is.Empty);
    }

    [Test]
    public async Task Are_told_in_the_failure_of_a_token_that_names_one()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good, PublishedSet.FirstWith(",\"kid\":\"first\",\"use\":\"enc\"")));

        Assert.That(await FailureOf(scene, PublishedSet.First), Is.EqualTo(
            "unknown_key: The header's kid names none of the policy's keys. The set of keys has such a key, which is not used. Key 2 (kid first, RSA): The JWK's \"use\" is \"enc\"; \"sig\" is needed for this purpose, or no \"use\" at all."));
    }

    [Test]
    public async Task Are_told_in_the_failure_of_a_token_under_their_algorithm()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good, PublishedSet.FirstWith(",\"alg\":\"RS512\"")));
        using SigningKey unnamed = SigningKey.Rs512(RsaPrivateKey.FromPem(TestKeys.Pkcs8));

        Assert.That(await FailureOf(scene, unnamed), Is.EqualTo(
            "algorithm_mismatch: The header's alg is that of none of the policy's keys. The set of keys has such a key, which is not used. Key 2 (RSA, RS512): The JWK's \"alg\" is RS512; RS256 is needed."));
    }

    [Test]
    public async Task Are_not_told_in_the_failure_of_a_token_that_names_a_good_key_under_their_algorithm()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good, PublishedSet.FirstWith(",\"alg\":\"RS512\",\"kid\":\"other\"")));
        using SigningKey other = SigningKey.Rs512(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "second");

        Assert.That(await FailureOf(scene, other), Is.EqualTo("algorithm_mismatch: The header's alg is not that of the key that the token names."));
    }

    [Test]
    public async Task Are_not_told_in_the_failure_of_a_token_that_names_another()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good, Curve));

        Assert.That(await FailureOf(scene, PublishedSet.First), Is.EqualTo("unknown_key: The header's kid names none of the policy's keys."));
    }

    [Test]
    public async Task Are_told_in_the_failure_of_a_token_where_there_is_no_other_key()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Curve));

        Assert.That(await FailureOf(scene, PublishedSet.First), Is.EqualTo(
            "keys_unavailable: No keys could be fetched to check the signature with. no_usable_key: None of the 1 keys of the set can be used; an RSA key with RS256 or no \"alg\", and for signatures, is needed. Key 1 (kid curve, EC): The JWK's key type \"EC\" is not supported; RSA and oct are."));
    }

    [Test]
    public async Task Are_told_to_a_log_once_for_each_change()
    {
        Channel<int> told = Channel.CreateUnbounded<int>();
        using FetchedKeysScene scene = new(onSkipped: skipped => told.Writer.TryWrite(skipped.Count));
        List<int> counts = [];
        foreach ((string set, bool isChange) in new[]
        {
            (PublishedSet.OfJson(Good), false),
            (PublishedSet.OfJson(Good, Curve), true),
            (PublishedSet.OfJson(Good, Curve), false),
            (PublishedSet.OfJson(Good, Curve, "{}"), true),
            (PublishedSet.OfJson(Good), true),
        })
        {
            scene.Publisher.Publish(set);

            // A key that is not known makes the set be fetched.
            await scene.CodeOf(PublishedSet.First);
            scene.Clock.Elapse(JwksResolver.MinimumInterval);
            if (isChange)
            {
                counts.Add(await told.Reader.ReadAsync());
            }
        }

        Assert.That((counts, told.Reader.TryRead(out _)), Is.EqualTo((new[] { 1, 2, 0 }, false)));
    }

    [Test]
    public async Task Keep_the_good_keys_the_same_objects_when_only_they_change()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(Good));
        await scene.Resolver.PrefetchAsync();
        VerificationKey before = scene.Resolver.Single();
        scene.Clock.Elapse(JwksResolver.MinimumInterval);
        scene.Publisher.Publish(PublishedSet.OfJson(Good, Curve));
        await scene.CodeOf(PublishedSet.First);

        Assert.That((scene.Resolver.Single(), scene.Resolver.Skipped.Count), Is.EqualTo((before, 1)));
    }

    private static async Task<string?> FailureOf(FetchedKeysScene scene, SigningKey key) =>
        (await scene.Validator.ValidateAsync(FetchedKeysScene.TokenOf(key))).Failure?.ToString();
}
