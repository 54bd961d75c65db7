using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A31: a token used twice, in whatever way.</summary>
[TestFixture]
internal sealed class ReplayAttackTests
{
    private readonly FixedTimeProvider clock = new(SamplePolicy.Now);

    [SetUp]
    public void SetClock() => clock.Now = SamplePolicy.Now;

    [TestCase(1)]
    [TestCase(4)]
    public void A31_Accepts_once_what_100_threads_bring_to_validators_with_one_store(int validatorCount)
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator[] validators = [.. Enumerable.Range(0, validatorCount).Select(_ => new JwtValidator(SampleOneTime.Policy(store), clock))];
        string[] tokens = [.. Enumerable.Range(0, 20).Select(static number => SampleOneTime.Token("t-" + number))];
        int[] accepted = new int[tokens.Length];
        int replayed = 0;
        Together.Run(100, thread =>
        {
            for (int i = 0; i < tokens.Length; i++)
            {
                string code = SampleOneTime.CodeOf(validators[thread % validatorCount], tokens[i]).Result;
                _ = code == "accepted" ? Interlocked.Increment(ref accepted[i]) : code == "replayed" ? Interlocked.Increment(ref replayed) : 0;
            }
        });

        Assert.That((accepted.All(static count => count == 1), replayed), Is.EqualTo((true, 99 * tokens.Length)));
    }

    [Test]
    public void A31_Accepts_each_token_once_in_a_race_while_others_expire()
    {
        InMemoryReplayStore store = new(300, clock);
        JwtValidator validator = new(SampleOneTime.Policy(store), clock);
        List<string> more = [];
        for (int round = 0; round < 6; round++)
        {
            clock.Now = SamplePolicy.Now.AddMinutes(11 * round);
            string[] tokens = [.. Enumerable.Range(0, 250).Select(number => SampleOneTime.Token($"{round} {number}", expires: clock.Now.ToUnixTimeSeconds() + 300))];
            int accepted = 0;
            Together.Run(8, _ => Array.ForEach(tokens, token => Interlocked.Add(ref accepted, SampleOneTime.CodeOf(validator, token).Result == "accepted" ? 1 : 0)));
            more.AddRange(accepted == tokens.Length ? [] : [$"round {round}: {accepted}"]);
        }

        Assert.That(more, Is.Empty);
    }

    [Test]
    public async Task A31_Refuses_a_used_token_to_the_end_of_exp_and_skew()
    {
        JwtValidator validator = new(SampleOneTime.Policy(SampleOneTime.NewStore()), clock);
        List<string> codes = [await SampleOneTime.CodeOf(validator, SampleOneTime.Token())];
        foreach (DateTimeOffset moment in new[] { SamplePolicy.Now, SampleOneTime.End.AddSeconds(-31), SampleOneTime.End.AddSeconds(-1), SampleOneTime.End.AddTicks(-1), SampleOneTime.End })
        {
            clock.Now = moment;
            codes.Add(await SampleOneTime.CodeOf(validator, SampleOneTime.Token()));
        }

        Assert.That(codes, Is.EqualTo(new[] { "accepted", "replayed", "replayed", "replayed", "replayed", "expired" }));
    }

    /// <summary>With a store that goes by the same clock, so that it forgets whenever it may.</summary>
    [Test]
    public async Task A31_Accepts_no_token_again_at_any_second_of_its_life()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        JwtValidator validator = new(SampleOneTime.Policy(store), clock);
        Dictionary<string, int> codes = [];
        for (; clock.Now < SampleOneTime.End.AddSeconds(5); clock.Now = clock.Now.AddMilliseconds(500))
        {
            string code = await SampleOneTime.CodeOf(validator, SampleOneTime.Token());
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        Assert.That(codes, Is.EquivalentTo(new Dictionary<string, int> { ["accepted"] = 1, ["replayed"] = (2 * 330) - 1, ["expired"] = 10 }));
    }

    [Test]
    public async Task A31_Accepts_no_token_again_when_the_clock_is_set_back()
    {
        InMemoryReplayStore store = new(timeProvider: clock);
        JwtValidator validator = new(SampleOneTime.Policy(store), clock);
        string first = await SampleOneTime.CodeOf(validator, SampleOneTime.Token());
        clock.Now = SampleOneTime.End.AddHours(1);
        for (int i = 0; i < 500; i++)
        {
            // Whatever the store does, it clears the first token away.
            await store.TryRecordAsync(ReplayId.Create("other", "t" + i), clock.Now.AddHours(1), default);
        }

        clock.Now = SamplePolicy.Now;

        Assert.That((first, await SampleOneTime.CodeOf(validator, SampleOneTime.Token())), Is.EqualTo(("accepted", "expired")));
    }

    [Test]
    public async Task A31_Accepts_the_same_jti_of_another_issuer()
    {
        JwtValidator validator = new(SampleOneTime.Policy(issuer: Expected.AnyOf("cs-1", "cs-2")), clock);

        Assert.That(await Codes(validator, SampleOneTime.Token(), SampleOneTime.Token(issuer: "cs-2"), SampleOneTime.Token(), SampleOneTime.Token(issuer: "cs-2")), Is.EqualTo(new[] { "accepted", "accepted", "replayed", "replayed" }));
    }

    [Test]
    public async Task A31_Accepts_the_same_jti_of_another_issuer_under_another_policy_with_the_same_store()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator first = new(SampleOneTime.Policy(store), clock);
        JwtValidator second = new(SampleOneTime.Policy(store, issuer: "cs-2"), clock);

        Assert.That(
            (await SampleOneTime.CodeOf(first, SampleOneTime.Token()), await SampleOneTime.CodeOf(second, SampleOneTime.Token(issuer: "cs-2"))),
            Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public async Task A31_Refuses_the_same_token_under_another_policy_with_the_same_store()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator first = new(SampleOneTime.Policy(store), clock);
        JwtValidator second = new(SampleOneTime.Policy(store, issuer: Expected.AnyOf("cs-0", "cs-1")), clock);

        Assert.That(
            (await SampleOneTime.CodeOf(first, SampleOneTime.Token()), await SampleOneTime.CodeOf(second, SampleOneTime.Token())),
            Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task A31_Refuses_the_same_token_under_a_policy_that_allows_for_more_skew()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator exact = new(SamplePolicy.Make(clockSkew: TimeSpan.Zero, use: TokenUse.OneTime(store)), clock);
        JwtValidator lenient = new(SamplePolicy.Make(clockSkew: TimeSpan.FromMinutes(5), use: TokenUse.OneTime(store)), clock);
        string token = SampleOneTime.Token();
        string first = await SampleOneTime.CodeOf(exact, token);

        clock.Now = SampleOneTime.RecordEnd.AddSeconds(-1);

        Assert.That((first, await SampleOneTime.CodeOf(lenient, token)), Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task A31_Refuses_the_same_jti_of_any_issuer_in_a_scope_of_two_policies()
    {
        InMemoryReplayStore store = SampleOneTime.NewStore();
        JwtValidator first = new(SampleOneTime.Policy(store, "orders"), clock);
        JwtValidator second = new(SampleOneTime.Policy(store, "orders", "cs-2"), clock);

        Assert.That(
            (await SampleOneTime.CodeOf(first, SampleOneTime.Token()), await SampleOneTime.CodeOf(second, SampleOneTime.Token(issuer: "cs-2"))),
            Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task A31_Refuses_the_same_jti_with_another_exp() => Assert.That(
        await Codes(new JwtValidator(SampleOneTime.Policy(), clock), SampleOneTime.Token(), SampleOneTime.Token(expires: SampleOneTime.Expires + 1), SampleOneTime.Token(expires: SampleOneTime.Expires - 1)),
        Is.EqualTo(new[] { "accepted", "replayed", "replayed" }));

    [Test]
    public async Task A31_Tells_ids_apart_by_case_and_spaces() => Assert.That(
        await Codes(new JwtValidator(SampleOneTime.Policy(), clock), SampleOneTime.Token("t"), SampleOneTime.Token("T"), SampleOneTime.Token("t ")),
        Is.EqualTo(new[] { "accepted", "accepted", "accepted" }));

    [Test]
    public async Task A31_Refuses_the_same_jti_in_other_spelling() => Assert.That(
        await Codes(
            new JwtValidator(SampleOneTime.Policy(), clock),
            SampleOneTime.WithMembers(",\"exp\":1767225900,\"iat\":1767225600,\"jti\":\"t-1\""),
            SampleOneTime.WithMembers(",\"exp\":1767225900,\"iat\":1767225600,\"jti\":\"\\u0074\\u002d1\"")),
        Is.EqualTo(new[] { "accepted", "replayed" }));

    [Test]
    public async Task A31_Refuses_the_same_token_encrypted_anew()
    {
        ValidationPolicy policy = SamplePolicy.Make(decryptionKeys: [SampleEncryption.OaepKey, SampleEncryption.DirectKey], use: TokenUse.OneTime(SampleOneTime.NewStore()));

        Assert.That(
            await Codes(new JwtValidator(policy, clock), SampleEncryption.Around(SampleOneTime.Token()), SampleEncryption.Around(SampleOneTime.Token()), SampleEncryption.Nested()),
            Is.EqualTo(new[] { "accepted", "replayed", "replayed" }));
    }

    [Test]
    public async Task A31_Refuses_the_same_jti_under_another_key()
    {
        ValidationPolicy policy = SamplePolicy.Make(
            keys: [SampleKeys.Hs256.VerificationKey, SampleKeys.OtherHs256.VerificationKey], use: TokenUse.OneTime(SampleOneTime.NewStore()));

        Assert.That(
            await Codes(new JwtValidator(policy, clock), SampleOneTime.Token(), SampleOneTime.Token(key: SampleKeys.OtherHs256)), Is.EqualTo(new[] { "accepted", "replayed" }));
    }

    [Test]
    public async Task A31_Refuses_a_used_token_where_its_policy_is_looked_up()
    {
        ValidationPolicy policy = SampleOneTime.Policy();

        Assert.That(
            await Codes(new JwtValidator(new SamplePolicySource(_ => policy), clock), SampleOneTime.Token(), SampleOneTime.Token()), Is.EqualTo(new[] { "accepted", "replayed" }));
    }

    private static async Task<List<string>> Codes(JwtValidator validator, params string[] tokens)
    {
        List<string> codes = [];
        foreach (string token in tokens)
        {
            codes.Add(await SampleOneTime.CodeOf(validator, token));
        }

        return codes;
    }
}
