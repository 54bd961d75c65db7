using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A20 and A21: tokens made to cost time and memory.</summary>
[TestFixture]
internal sealed class SizeAttackTests
{
    private static readonly JwtValidator Validator = new(SamplePolicy.Make(), new FixedTimeProvider(SamplePolicy.Now));

    [Test]
    public async Task A20_Refuses_a_text_of_50_million_characters() =>
        Assert.That((await Validator.ValidateAsync(new string('A', 50_000_000))).Failure?.Code, Is.EqualTo("too_long"));

    [Test]
    public async Task A20_Allocates_nothing_for_a_text_that_is_too_long()
    {
        string token = new('A', 5_000_000);
        await Validator.ValidateAsync(token);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<ValidationOutcome> pending = Validator.ValidateAsync(token).AsTask();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4096));
        Assert.That((await pending).Succeeded, Is.False);
    }

    [TestCase(0, ExpectedResult = "accepted")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> A20_Draws_the_line_at_16_KiB(int more) => Verdict.CodeOf(OfLength((16 * 1024) + more));

    [Test]
    public async Task A20_Refuses_a_long_header_also_where_long_tokens_are_allowed()
    {
        string token = RawToken.WithHeader($$"""{"alg":"HS256","x":"{{new string('x', 8 * 1024)}}"}""");

        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(maximumLength: 1_000_000)), Is.EqualTo("malformed"));
    }

    [Test]
    public async Task A20_Accepts_a_header_of_6_KB()
    {
        string token = RawToken.WithHeader($$"""{"alg":"HS256","x":"{{new string('x', 6000)}}"}""");

        Assert.That(await Verdict.CodeOf(token), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task A20_Refuses_100_000_members_with_one_repeated()
    {
        string members = string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"\"m{i}\":{i}")) + ",\"m99999\":0";

        Assert.That(await Verdict.CodeOf(RawToken.WithMember(members), SamplePolicy.Make(maximumLength: 10_000_000)), Is.EqualTo("invalid_claims"));
    }

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public async Task A21_Refuses_100_000_open_brackets_in_the_claims(string bracket)
    {
        string token = RawToken.WithPayload(string.Concat(Enumerable.Repeat(bracket, 100_000)));

        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(maximumLength: 10_000_000)), Is.EqualTo("invalid_claims"));
    }

    [Test]
    public async Task A21_Refuses_100_000_brackets_that_close_again()
    {
        string token = RawToken.WithMember("\"a\":" + new string('[', 100_000) + new string(']', 100_000));

        Assert.That(await Verdict.CodeOf(token, SamplePolicy.Make(maximumLength: 10_000_000)), Is.EqualTo("invalid_claims"));
    }

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public async Task A21_Refuses_open_brackets_in_the_header(string bracket) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithHeader(string.Concat(Enumerable.Repeat(bracket, 1000)))), Is.EqualTo("malformed"));

    [TestCase(31, ExpectedResult = "accepted")]
    [TestCase(32, ExpectedResult = "invalid_claims")]
    public Task<string> A21_Draws_the_line_at_32_levels_in_the_claims(int levels) =>
        Verdict.CodeOf(RawToken.WithMember("\"a\":" + new string('[', levels) + new string(']', levels)));

    [TestCase(31, ExpectedResult = "accepted")]
    [TestCase(32, ExpectedResult = "malformed")]
    public Task<string> A21_Draws_the_line_at_32_levels_in_the_header(int levels) =>
        Verdict.CodeOf(RawToken.WithHeader($$"""{"alg":"HS256","x":{{new string('[', levels)}}{{new string(']', levels)}}}"""));

    /// <summary>A valid token of exactly this many characters.</summary>
    private static string OfLength(int length)
    {
        for (int header = 0; header < 3; header++)
        {
            for (int fill = (length * 3 / 4) - 200; fill < length; fill++)
            {
                string token = RawToken.Hs256(
                    RawToken.Hs256Header + new string(' ', header), $"{RawToken.OpenPayload},\"a\":\"{new string('x', fill)}\"}}");
                if (token.Length == length)
                {
                    return token;
                }

                if (token.Length > length)
                {
                    break;
                }
            }
        }

        throw new InvalidOperationException("No such token.");
    }
}
