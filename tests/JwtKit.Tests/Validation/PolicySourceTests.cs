using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A validator that has its policies looked up.</summary>
[TestFixture]
internal sealed class PolicySourceTests
{
    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static TestCaseData[] RefusedByThePolicy =>
    [
        new TestCaseData("invalid_signature", RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.Payload), new byte[32])).SetArgDisplayNames("signature"),
        new TestCaseData("issuer_mismatch", RawToken.WithPayload("""{"iss":"cs-2","aud":"orders-api","exp":1767225900}""")).SetArgDisplayNames("iss"),
        new TestCaseData("audience_mismatch", RawToken.WithPayload("""{"iss":"cs-1","aud":"other","exp":1767225900}""")).SetArgDisplayNames("aud"),
        new TestCaseData("expired", RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api","exp":1}""")).SetArgDisplayNames("exp"),
        new TestCaseData("algorithm_mismatch", RawToken.WithHeader("""{"alg":"none"}""")).SetArgDisplayNames("alg"),
        new TestCaseData("type_mismatch", RawToken.WithHeader("""{"alg":"HS256","typ":"at+jwt"}""")).SetArgDisplayNames("typ"),
    ];

    [Test]
    public async Task Accepts_what_the_found_policy_accepts() =>
        Assert.That((await Validate(RawToken.WithPayload(RawToken.Payload), static _ => SamplePolicy.Make())).Succeeded, Is.True);

    [TestCaseSource(nameof(RefusedByThePolicy))]
    public async Task Refuses_what_the_found_policy_refuses(string code, string token) =>
        Assert.That((await Validate(token, static _ => SamplePolicy.Make())).Failure?.Code, Is.EqualTo(code));

    [Test]
    public async Task Refuses_a_token_for_which_no_policy_is_found() =>
        Assert.That((await Validate(RawToken.WithPayload(RawToken.Payload), static _ => null)).Failure?.Code, Is.EqualTo("no_policy"));

    [Test]
    public async Task Takes_the_policy_of_the_issuer()
    {
        ValidationPolicy other = SamplePolicy.Make(keys: [SampleKeys.OtherHs256.VerificationKey], issuer: "cs-2");
        SamplePolicySource source = new(hint => hint.Issuer == "cs-2" ? other : SamplePolicy.Make());
        string token = Jwt.Sign(
            new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-2", Audiences = ["orders-api"] }, SampleKeys.OtherHs256, Clock);

        Assert.That((await new JwtValidator(source, Clock).ValidateAsync(token)).Succeeded, Is.True);
    }

    [TestCase("")]
    [TestCase("no token")]
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.a.AAAA")]
    public async Task Refuses_malformed_text_without_asking(string token) =>
        Assert.That(await CodeAndQuestions(token), Is.EqualTo(("malformed", 0)));

    [Test]
    public async Task Refuses_long_text_without_asking() =>
        Assert.That(await CodeAndQuestions(RawToken.WithMember($"\"a\":\"{new string('x', 16_384)}\"")), Is.EqualTo(("too_long", 0)));

    [Test]
    public async Task Refuses_an_extension_without_asking() =>
        Assert.That(await CodeAndQuestions(RawToken.WithHeader("""{"alg":"HS256","crit":["x"]}""")), Is.EqualTo(("unsupported_header", 0)));

    [Test]
    public async Task Refuses_claims_that_are_not_strict_without_asking() =>
        Assert.That(await CodeAndQuestions(RawToken.WithPayload("""{"iss":"a","iss":"b"}""")), Is.EqualTo(("invalid_claims", 0)));

    [Test]
    public async Task Asks_once_for_each_token()
    {
        SamplePolicySource source = new(static _ => SamplePolicy.Make());

        await new JwtValidator(source, Clock).ValidateAsync(RawToken.WithPayload(RawToken.Payload));

        Assert.That(source.Hints, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Lets_a_fault_of_the_source_through()
    {
        JwtValidator validator = new(new SamplePolicySource(static _ => throw new TimeoutException("the database is away")), Clock);

        await Assert.ThatAsync(
            async () => await validator.ValidateAsync(RawToken.WithPayload(RawToken.Payload)),
            Throws.TypeOf<TimeoutException>().With.Message.EqualTo("the database is away"));
    }

    [Test]
    public async Task Throws_when_the_found_policy_makes_no_sense()
    {
        JwtValidator validator = new(new SamplePolicySource(static _ => SamplePolicy.Make(keys: [])), Clock);

        await Assert.ThatAsync(
            async () => await validator.ValidateAsync(RawToken.WithPayload(RawToken.Payload)),
            Throws.ArgumentException.With.Message.EqualTo("The policy has no key, or one that is null; at least one VerificationKey is needed."));
    }

    [Test]
    public async Task Can_be_cancelled()
    {
        JwtValidator validator = new(new SamplePolicySource(static _ => SamplePolicy.Make()), Clock);

        await Assert.ThatAsync(
            async () => await validator.ValidateAsync(RawToken.WithPayload(RawToken.Payload), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Waits_for_a_source_that_takes_its_time()
    {
        TaskCompletionSource<ValidationPolicy?> later = new();
        Task<ValidationOutcome> pending = new JwtValidator(new LatePolicySource(later.Task), Clock).ValidateAsync(RawToken.WithPayload(RawToken.Payload)).AsTask();
        bool wasPending = !pending.IsCompleted;

        later.SetResult(SamplePolicy.Make());

        Assert.That((wasPending, (await pending).Succeeded), Is.EqualTo((true, true)));
    }

    [Test]
    public void Throws_when_the_source_is_null() => Assert.That(() => new JwtValidator((IPolicySource)null!), Throws.ArgumentNullException);

    private static async Task<(string? Code, int Questions)> CodeAndQuestions(string token)
    {
        SamplePolicySource source = new(static _ => SamplePolicy.Make());
        ValidationOutcome outcome = await new JwtValidator(source, Clock).ValidateAsync(token);
        return (outcome.Failure?.Code, source.Hints.Count);
    }

    private static async Task<ValidationOutcome> Validate(string token, Func<TokenHint, ValidationPolicy?> find) =>
        await new JwtValidator(new SamplePolicySource(find), Clock).ValidateAsync(token);

    private sealed class LatePolicySource(Task<ValidationPolicy?> policy) : IPolicySource
    {
        public ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken) => new(policy);
    }
}
