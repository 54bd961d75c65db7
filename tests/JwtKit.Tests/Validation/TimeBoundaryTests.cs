using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>To the tick, from when to when a token is accepted.</summary>
[TestFixture]
internal sealed class TimeBoundaryTests
{
    /// <summary>The skews that a policy may have, in seconds.</summary>
    private static int[] Skews => [0, 30, 300];

    [TestCaseSource(nameof(Skews))]
    public async Task Accepts_a_tick_before_exp_and_skew_are_over(int skew) => Assert.That(
        await CodeAt(RawToken.Payload, Moment(1767225900 + skew) - Tick, skew), Is.EqualTo("accepted"));

    [TestCaseSource(nameof(Skews))]
    public async Task Refuses_once_exp_and_skew_are_over(int skew) => Assert.That(
        await CodeAt(RawToken.Payload, Moment(1767225900 + skew), skew), Is.EqualTo("expired"));

    [TestCaseSource(nameof(Skews))]
    public async Task Accepts_from_nbf_less_skew_on(int skew) => Assert.That(
        await CodeAt(RawToken.OpenPayload + ",\"nbf\":1767225600}", Moment(1767225600 - skew), skew), Is.EqualTo("accepted"));

    [TestCaseSource(nameof(Skews))]
    public async Task Refuses_a_tick_before_nbf_less_skew(int skew) => Assert.That(
        await CodeAt(RawToken.OpenPayload + ",\"nbf\":1767225600}", Moment(1767225600 - skew) - Tick, skew), Is.EqualTo("not_yet_valid"));

    [TestCaseSource(nameof(Skews))]
    public async Task Accepts_from_iat_less_skew_on(int skew) => Assert.That(
        await CodeAt(RawToken.OpenPayload + ",\"iat\":1767225600}", Moment(1767225600 - skew), skew), Is.EqualTo("accepted"));

    [TestCaseSource(nameof(Skews))]
    public async Task Refuses_a_tick_before_iat_less_skew(int skew) => Assert.That(
        await CodeAt(RawToken.OpenPayload + ",\"iat\":1767225600}", Moment(1767225600 - skew) - Tick, skew), Is.EqualTo("issued_in_future"));

    [Test]
    public async Task Accepts_a_token_in_the_second_before_its_end() => Assert.That(
        await CodeAt(RawToken.Payload, Moment(1767225899), 0), Is.EqualTo("accepted"));

    [Test]
    public async Task Takes_the_time_at_each_validation()
    {
        FixedTimeProvider clock = new(SamplePolicy.Now);
        JwtValidator validator = new(SamplePolicy.Make(), clock);
        string token = RawToken.WithPayload(RawToken.Payload);
        bool before = (await validator.ValidateAsync(token)).Succeeded;

        clock.Now = SamplePolicy.Now.AddHours(1);

        Assert.That((before, (await validator.ValidateAsync(token)).Succeeded), Is.EqualTo((true, false)));
    }

    [TestCase(0)]
    [TestCase(253402300799)]
    public async Task Does_not_throw_at_the_ends_of_time(long now) => Assert.That(
        await CodeAt(RawToken.OpenPayload + ",\"nbf\":0,\"iat\":0}", Moment(now), 300), Is.EqualTo(now == 0 ? "accepted" : "expired"));

    [Test]
    public async Task Does_not_throw_at_the_last_tick_of_time() => Assert.That(
        await CodeAt("""{"iss":"cs-1","aud":"orders-api","exp":253402300799}""", DateTimeOffset.MaxValue, 300), Is.EqualTo("accepted"));

    private static TimeSpan Tick => TimeSpan.FromTicks(1);

    private static DateTimeOffset Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static Task<string> CodeAt(string payload, DateTimeOffset now, int skew) =>
        Verdict.CodeOf(RawToken.WithPayload(payload), SamplePolicy.Make(clockSkew: TimeSpan.FromSeconds(skew)), now);
}
