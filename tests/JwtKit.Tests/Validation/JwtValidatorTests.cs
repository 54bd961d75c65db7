using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtValidatorTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static SigningKey[] Keys =>
    [
        SampleKeys.Hs256,
        SampleKeys.NamedHs256,
        SampleKeys.Rs256,
        SigningKey.Hs384(Secret.Generate()),
        SigningKey.Hs512(Secret.Generate()),
        SigningKey.Rs384(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem)),
        SigningKey.Rs512(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem), "named"),
    ];

    [TestCaseSource(nameof(Keys))]
    public async Task Accepts_what_Jwt_signs(SigningKey key)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api", "b"] };

        Assert.That(await Verdict.CodeOf(Jwt.Sign(descriptor, key, Clock), SamplePolicy.Make(keys: [key.VerificationKey])), Is.EqualTo("accepted"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public async Task Refuses_no_text(string? token) => Assert.That(await Verdict.CodeOf(token), Is.EqualTo("malformed"));

    [TestCase(false, ExpectedResult = "expiration_missing")]
    [TestCase(true, ExpectedResult = "accepted")]
    public Task<string> Accepts_a_token_without_end_only_where_that_is_allowed(bool isAllowed) => Verdict.CodeOf(
        RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api"}"""), SamplePolicy.Make(allowUnlimitedLifetime: isAllowed));

    [Test]
    public async Task Checks_exp_also_where_none_is_needed() => Assert.That(
        await Verdict.CodeOf(
            RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api","exp":1}"""), SamplePolicy.Make(allowUnlimitedLifetime: true)),
        Is.EqualTo("expired"));

    [TestCase(0, ExpectedResult = "accepted")]
    [TestCase(-1, ExpectedResult = "too_long")]
    public Task<string> Accepts_a_token_up_to_the_length_of_the_policy(int difference)
    {
        string token = RawToken.WithPayload(RawToken.Payload);
        return Verdict.CodeOf(token, SamplePolicy.Make(maximumLength: token.Length + difference));
    }

    [Test]
    public async Task Accepts_a_long_token_where_the_policy_allows_it()
    {
        string token = RawToken.WithMember($"\"a\":\"{new string('x', 100_000)}\"");

        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(maximumLength: 200_000)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Answers_at_once_for_a_policy()
    {
        JwtValidator validator = new(SamplePolicy.Make(), Clock);

        Assert.That(validator.ValidateAsync("no token").AsTask().IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Checks_the_signature_before_anything_the_claims_say()
    {
        string forged = RawToken.Hs256(RawToken.Utf8("""{"alg":"HS256","typ":"other"}"""), RawToken.Utf8("no claims"), "another secret"u8.ToArray());

        Assert.That(await Verdict.CodeOf(forged), Is.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task Gives_the_same_answer_to_many_callers_at_once()
    {
        JwtValidator validator = new(SamplePolicy.Make(), Clock);
        string[] tokens = [.. Enumerable.Range(0, 64).Select(static i => RawToken.WithMember($"\"sub\":\"user-{i}\",\"x\":\"{new string('x', i * 40)}\""))];
        string?[] subjects = new string?[20_000];

        await Parallel.ForAsync(0, subjects.Length, async (i, cancellation) =>
            subjects[i] = (await validator.ValidateAsync(tokens[i % tokens.Length], cancellation)).Token?.Subject);

        Assert.That(subjects, Is.EqualTo(Enumerable.Range(0, subjects.Length).Select(static i => $"user-{i % 64}")));
    }
}
