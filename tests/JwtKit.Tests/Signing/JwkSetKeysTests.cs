using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The verification keys of a set that code has.</summary>
[TestFixture]
internal sealed class JwkSetKeysTests
{
    private static JwkSet Set { get; } = JwkSet.Parse(PublishedSet.OfJson(
        """{"kty":"EC","kid":"a"}""",
        PublishedSet.FirstWith(",\"kid\":\"b\",\"use\":\"enc\""),
        PublishedSet.FirstWith(",\"kid\":\"c\""),
        PublishedSet.FirstWith(",\"kid\":\"d\",\"alg\":\"RS512\""),
        "{}"));

    [Test]
    public void Are_those_for_the_algorithm_and_those_without_one() => Assert.That(
        Choose(out _, SignatureAlgorithm.Rs256), Is.EqualTo(new[] { "VerificationKey (RS256, kid c)" }));

    [Test]
    public void Are_those_that_name_one_of_several_algorithms() => Assert.That(
        Choose(out _, SignatureAlgorithm.Rs256, SignatureAlgorithm.Rs512), Is.EqualTo(new[] { "VerificationKey (RS512, kid d)" }));

    [Test]
    public void Leave_the_others_out_with_their_reasons_in_the_order_of_the_set()
    {
        Choose(out IReadOnlyList<SkippedJwk> skipped, SignatureAlgorithm.Rs256);
        Assert.That(skipped.Select(static key => (key.Number, key.Code)), Is.EqualTo(new[]
        {
            (1, "unsupported_key_type"), (2, "other_purpose"), (4, "other_algorithm"), (5, "malformed"),
        }));
    }

    [Test]
    public void Take_what_a_key_without_algorithm_is_for_from_the_caller()
    {
        IReadOnlyList<VerificationKey> keys = VerificationKey.FromJwkSet(Set, [SignatureAlgorithm.Rs256, SignatureAlgorithm.Rs512], out _, unnamed: SignatureAlgorithm.Rs256);
        Assert.That(keys.Select(static key => key.ToString()), Is.EqualTo(new[] { "VerificationKey (RS256, kid c)", "VerificationKey (RS512, kid d)" }));
    }

    [Test]
    public void Are_none_where_none_counts() => Assert.That(
        VerificationKey.FromJwkSet(JwkSet.Parse("""{"keys":[]}"""), [SignatureAlgorithm.Rs256], out _), Is.Empty);

    [Test]
    public void Throw_for_a_symmetric_algorithm() => Assert.That(
        () => Choose(out _, SignatureAlgorithm.Hs256),
        Throws.ArgumentException.With.Message.EqualTo("HS256 needs a shared secret, which is never published; RS256 or RS384 or RS512 is needed. (Parameter 'algorithms')"));

    [Test]
    public void Throw_for_an_algorithm_of_unnamed_keys_that_is_not_asked_for() => Assert.That(
        () => VerificationKey.FromJwkSet(Set, [SignatureAlgorithm.Rs256], out _, SignatureAlgorithm.Rs384),
        Throws.ArgumentException.With.Message.EqualTo("RS384 is not among the algorithms; one of RS256 is needed, or null. (Parameter 'unnamed')"));

    [Test]
    public async Task Say_in_the_failure_of_a_token_why_the_key_that_it_names_is_left_out()
    {
        IReadOnlyList<VerificationKey> keys = VerificationKey.FromJwkSet(Set, [SignatureAlgorithm.Rs256], out IReadOnlyList<SkippedJwk> skipped);
        JwtValidator validator = new(SamplePolicy.Make(keys: VerificationKeys.From(keys, skipped)));
        ValidationOutcome outcome = await validator.ValidateAsync(RawToken.WithHeader("""{"alg":"ES256","kid":"a"}"""));

        Assert.That(outcome.Failure?.ToString(), Is.EqualTo(
            "unknown_key: The header's kid names none of the policy's keys. The set of keys has such a key, which is not used. Key 1 (kid a, EC): The JWK's key type \"EC\" is not supported; RSA and oct are."));
    }

    private static string[] Choose(out IReadOnlyList<SkippedJwk> skipped, params SignatureAlgorithm[] algorithms) =>
        [.. VerificationKey.FromJwkSet(Set, algorithms, out skipped).Select(static key => key.ToString())];
}
