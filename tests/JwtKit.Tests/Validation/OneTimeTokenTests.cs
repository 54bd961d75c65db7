using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What a one-time policy demands of a token, and that it records only tokens that met all of it.</summary>
[TestFixture]
internal sealed class OneTimeTokenTests
{
    private const string Times = ",\"iat\":1767225600,\"exp\":1767225900";

    /// <summary>Tokens with the id t-1, each refused for another reason before the store is asked.</summary>
    private static TestCaseData[] RefusedBefore =>
    [
        Refused("malformed", SampleOneTime.Token() + "."),
        Refused("too_long", SampleOneTime.WithMembers(Times + ",\"jti\":\"t-1\",\"a\":\"" + new string('x', 16_384) + "\"")),
        Refused("unsupported_header", RawToken.Hs256("""{"alg":"HS256","crit":["exp"]}""", Full)),
        Refused("algorithm_mismatch", RawToken.Hs256("""{"alg":"HS384"}""", Full)),
        Refused("invalid_signature", SampleOneTime.Token(key: SampleKeys.OtherHs256)),
        Refused("type_mismatch", RawToken.Hs256("""{"alg":"HS256","typ":"at+jwt"}""", Full)),
        Refused("invalid_claims", SampleOneTime.WithMembers(Times + ",\"jti\":\"t-1\",\"sub\":1")),
        Refused("invalid_time", SampleOneTime.WithMembers(Times + ",\"jti\":\"t-1\",\"nbf\":\"now\"")),
        Refused("expiration_missing", SampleOneTime.WithMembers(",\"jti\":\"t-1\"")),
        Refused("expired", SampleOneTime.WithMembers(",\"exp\":1767225570,\"jti\":\"t-1\"")),
        Refused("not_yet_valid", SampleOneTime.WithMembers(Times + ",\"jti\":\"t-1\",\"nbf\":1767225631")),
        Refused("issued_in_future", SampleOneTime.WithMembers(",\"exp\":1767225900,\"jti\":\"t-1\",\"iat\":1767225631")),
        Refused("issuer_mismatch", SampleOneTime.Token(issuer: "cs-2")),
        Refused("audience_mismatch", RawToken.WithPayload("""{"iss":"cs-1","aud":"b","exp":1767225900,"jti":"t-1"}""")),
        Refused("lifetime_too_long", SampleOneTime.Token(expires: 1767225600 + 3601)),
        Refused("encrypted", RawToken.Encode("""{"alg":"dir","enc":"A128GCM"}""") + "..AA.AA.AA"),
        Refused("issued_before_start", SampleOneTime.WithMembers(",\"exp\":1767225900,\"jti\":\"t-1\",\"iat\":1767225599")),
    ];

    private static string Full => """{"iss":"cs-1","aud":"orders-api","iat":1767225600,"exp":1767225900,"jti":"t-1"}""";

    [TestCaseSource(nameof(RefusedBefore))]
    public async Task Does_not_record_a_token_that_is_refused_for_another_reason(string code, string token)
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator validator = new(SampleOneTime.Policy(store), new FixedTimeProvider(SamplePolicy.Now));

        string refused = await SampleOneTime.CodeOf(validator, token);

        Assert.That((refused, store.Count, await SampleOneTime.CodeOf(validator, SampleOneTime.Token())), Is.EqualTo((code, 0, "accepted")));
    }

    [Test]
    public async Task Does_not_record_a_token_that_lacks_a_required_claim()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        ValidationPolicy policy = SamplePolicy.Make(requireSubject: true, use: TokenUse.OneTime(store));

        Assert.That((await Verdict.CodeOf(SampleOneTime.Token(), policy), store.Count), Is.EqualTo(("claim_missing", 0)));
    }

    [Test]
    public async Task Does_not_record_a_token_of_an_unknown_key()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        ValidationPolicy policy = SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey], use: TokenUse.OneTime(store));
        string token = RawToken.Hs256("""{"alg":"HS256","kid":"other"}""", Full);

        Assert.That((await Verdict.CodeOf(token, policy), store.Count), Is.EqualTo(("unknown_key", 0)));
    }

    [TestCase("")]
    [TestCase(",\"jti\":\"\"")]
    public async Task Refuses_a_token_without_id(string member) =>
        Assert.That(await Verdict.CodeOf(SampleOneTime.WithMembers(Times + member), SampleOneTime.Policy()), Is.EqualTo("token_id_missing"));

    [TestCase("null")]
    [TestCase("1")]
    [TestCase("[\"t-1\"]")]
    public async Task Refuses_an_id_that_is_no_text(string id) =>
        Assert.That(await Verdict.CodeOf(SampleOneTime.WithMembers(Times + ",\"jti\":" + id), SampleOneTime.Policy()), Is.EqualTo("invalid_claims"));

    [TestCase(3600, ExpectedResult = "accepted")]
    [TestCase(3601, ExpectedResult = "lifetime_too_long")]
    public Task<string> Counts_the_lifetime_from_iat(int seconds) => Verdict.CodeOf(
        SampleOneTime.WithMembers($",\"iat\":1767225600,\"exp\":{1767225600 + seconds},\"jti\":\"t-1\""), SampleOneTime.Policy(), SamplePolicy.Now.AddMinutes(30));

    [TestCase(3600, ExpectedResult = "accepted")]
    [TestCase(3601, ExpectedResult = "lifetime_too_long")]
    public Task<string> Counts_the_lifetime_from_now_without_iat(int seconds) => Verdict.CodeOf(
        SampleOneTime.WithMembers($",\"exp\":{1767225600 + seconds},\"jti\":\"t-1\""), SampleOneTime.Policy());

    [Test]
    public async Task Counts_the_fraction_of_now_without_iat() => Assert.That(
        await Verdict.CodeOf(
            SampleOneTime.WithMembers($",\"exp\":{1767225600 + 3600},\"jti\":\"t-1\""),
            SampleOneTime.Policy(new TestReplayStore(ReplayOutcome.Recorded)),
            SamplePolicy.Now.AddTicks(-1)),
        Is.EqualTo("lifetime_too_long"));

    [TestCase(60, 60, ExpectedResult = "accepted")]
    [TestCase(60, 61, ExpectedResult = "lifetime_too_long")]
    [TestCase(366 * 86_400, 366 * 86_400, ExpectedResult = "accepted")]
    public Task<string> Takes_the_named_maximum(int maximum, int seconds) => Verdict.CodeOf(
        SampleOneTime.WithMembers($",\"iat\":1767225600,\"exp\":{1767225600L + seconds},\"jti\":\"t-1\""),
        SampleOneTime.Policy(maximumLifetime: TimeSpan.FromSeconds(maximum)));

    [Test]
    public async Task Finds_the_last_second_of_the_year_9999_too_long_and_no_fault() =>
        Assert.That(await Verdict.CodeOf(SampleOneTime.Token(expires: 253402300799), SampleOneTime.Policy()), Is.EqualTo("lifetime_too_long"));

    [Test]
    public async Task Accepts_a_token_in_the_last_hour_of_the_year_9999()
    {
        DateTimeOffset now = DateTimeOffset.MaxValue.AddMinutes(-30);
        string token = RawToken.WithPayload($$"""{"iss":"cs-1","aud":"orders-api","exp":{{now.ToUnixTimeSeconds() + 60}},"jti":"t-1"}""");

        Assert.That(await Verdict.CodeOf(token, SampleOneTime.Policy(new TestReplayStore(ReplayOutcome.Recorded)), now), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Has_tokens_recorded_until_exp_and_the_greatest_skew_are_over()
    {
        TestReplayStore store = new(ReplayOutcome.Recorded);

        await Verdict.CodeOf(SampleOneTime.Token(), SampleOneTime.Policy(store));

        Assert.That(store.Asked, Is.EqualTo(new[] { (ReplayId.Create("cs-1", "t-1"), SampleOneTime.RecordEnd) }));
    }

    [Test]
    public async Task Has_the_effective_id_recorded_and_not_its_spelling()
    {
        TestReplayStore store = new(ReplayOutcome.Recorded);

        await Verdict.CodeOf(SampleOneTime.WithMembers(Times + ",\"jti\":\"\\u0074-\\u0031\""), SampleOneTime.Policy(store));

        Assert.That(store.Asked.Single().Id, Is.EqualTo(ReplayId.Create("cs-1", "t-1")));
    }

    [Test]
    public async Task Asks_no_store_for_a_reusable_token()
    {
        JwtValidator validator = new(SamplePolicy.Make(), new FixedTimeProvider(SamplePolicy.Now));
        string token = SampleOneTime.Token();

        Assert.That((await SampleOneTime.CodeOf(validator, token), await SampleOneTime.CodeOf(validator, token)), Is.EqualTo(("accepted", "accepted")));
    }

    private static TestCaseData Refused(string code, string token) => new TestCaseData(code, token).SetArgDisplayNames(code);
}
