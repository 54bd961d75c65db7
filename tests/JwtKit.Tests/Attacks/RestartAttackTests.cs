using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A31: a token that was used before a restart, which the store in memory cannot know.</summary>
[TestFixture]
internal sealed class RestartAttackTests
{
    /// <summary>The store is made half a second into second 1767225600.</summary>
    private static readonly DateTimeOffset Start = SamplePolicy.Now.AddMilliseconds(500);

    [TestCase(1767225599, ExpectedResult = "issued_before_start")]
    [TestCase(1767222300, ExpectedResult = "issued_before_start")]
    [TestCase(1767225600, ExpectedResult = "accepted")]
    [TestCase(1767225601, ExpectedResult = "accepted")]
    public Task<string> A31_Goes_by_the_second_of_iat(long iat) => CodeOf($",\"exp\":1767225900,\"iat\":{iat},\"jti\":\"t-1\"");

    [TestCase(1767225600 + 3599, ExpectedResult = "issued_before_start")]
    [TestCase(1767225600 + 60, ExpectedResult = "issued_before_start")]
    [TestCase(1767225600 + 3600, ExpectedResult = "accepted")]
    public Task<string> A31_Counts_back_from_exp_without_iat(long exp) => CodeOf($",\"exp\":{exp},\"jti\":\"t-1\"");

    [TestCase(1767225600 + 59, ExpectedResult = "issued_before_start")]
    [TestCase(1767225600 + 60, ExpectedResult = "accepted")]
    public Task<string> A31_Counts_back_by_the_maximum_of_the_policy(long exp) => CodeOf($",\"exp\":{exp},\"jti\":\"t-1\"", maximumLifetime: TimeSpan.FromMinutes(1));

    [TestCase(",\"exp\":1767225900,\"iat\":1767225000,\"jti\":\"t-1\"")]
    [TestCase(",\"exp\":1767225900,\"jti\":\"t-1\"")]
    public async Task A31_Accepts_earlier_tokens_where_the_host_says_so(string members) =>
        Assert.That(await CodeOf(members, acceptEarlierTokens: true), Is.EqualTo("accepted"));

    [Test]
    public async Task A31_Says_why_it_refuses_earlier_tokens()
    {
        TokenFailure failure = await Verdict.FailureOf(SampleOneTime.Token(), SampleOneTime.Policy(SampleOneTime.NewStore(SamplePolicy.Now.AddSeconds(1))));

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("issued_before_start", "The token may have been used before the replay store was made, which then would not know.", (string?)null, (string?)null)));
    }

    [Test]
    public async Task A31_Accepts_no_used_token_after_a_restart()
    {
        FixedTimeProvider clock = new(SamplePolicy.Now);
        string before = await SampleOneTime.CodeOf(new JwtValidator(SampleOneTime.Policy(new InMemoryReplayStore(timeProvider: clock)), clock), SampleOneTime.Token());
        clock.Now = SamplePolicy.Now.AddSeconds(1);
        string after = await SampleOneTime.CodeOf(new JwtValidator(SampleOneTime.Policy(new InMemoryReplayStore(timeProvider: clock)), clock), SampleOneTime.Token());

        Assert.That((before, after), Is.EqualTo(("accepted", "issued_before_start")));
    }

    private static Task<string> CodeOf(string members, TimeSpan? maximumLifetime = null, bool acceptEarlierTokens = false)
    {
        InMemoryReplayStore store = new(timeProvider: new FixedTimeProvider(Start)) { AcceptEarlierTokens = acceptEarlierTokens };
        return Verdict.CodeOf(SampleOneTime.WithMembers(members), SampleOneTime.Policy(store, maximumLifetime: maximumLifetime), Start);
    }
}
