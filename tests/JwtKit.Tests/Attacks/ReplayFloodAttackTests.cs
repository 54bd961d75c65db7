using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A37: valid tokens that flood the replay store, to fill the memory or to have a used token forgotten.</summary>
[TestFixture]
internal sealed class ReplayFloodAttackTests
{
    private const int Capacity = 1000;

    private readonly FixedTimeProvider clock = new(SamplePolicy.Now);
    private InMemoryReplayStore store = null!;
    private JwtValidator validator = null!;

    [SetUp]
    public async Task Flood()
    {
        clock.Now = SamplePolicy.Now;
        store = new InMemoryReplayStore(Capacity, clock);
        validator = new JwtValidator(SampleOneTime.Policy(store), clock);
        for (int i = 0; i < Capacity; i++)
        {
            await SampleOneTime.CodeOf(validator, SampleOneTime.Token("flood " + i));
        }
    }

    [Test]
    public async Task A37_Refuses_new_tokens_at_the_bound() => Assert.That(
        (await SampleOneTime.CodeOf(validator, SampleOneTime.Token("new")), store.Count), Is.EqualTo(("replay_store_full", Capacity)));

    [Test]
    public async Task A37_Knows_all_used_tokens_at_the_bound()
    {
        HashSet<string> codes = [];
        for (int i = 0; i < Capacity; i++)
        {
            await SampleOneTime.CodeOf(validator, SampleOneTime.Token("new " + i));
            codes.Add(await SampleOneTime.CodeOf(validator, SampleOneTime.Token("flood " + i)));
        }

        Assert.That(codes, Is.EqualTo(new[] { "replayed" }));
    }

    [TestCase(-1, ExpectedResult = "replay_store_full")]
    [TestCase(0, ExpectedResult = "accepted")]
    public async Task<string> A37_Takes_new_tokens_once_old_ones_have_expired(int secondsAfterEnd)
    {
        clock.Now = SampleOneTime.RecordEnd.AddSeconds(secondsAfterEnd);
        return await SampleOneTime.CodeOf(validator, SampleOneTime.Token("new", expires: SampleOneTime.Expires + 600));
    }

    [Test]
    public async Task A37_Takes_as_many_new_tokens_as_old_ones_have_expired()
    {
        clock.Now = SampleOneTime.RecordEnd;
        Dictionary<string, int> codes = [];
        for (int i = 0; i < Capacity + 5; i++)
        {
            string code = await SampleOneTime.CodeOf(validator, SampleOneTime.Token("new " + i, expires: SampleOneTime.Expires + 600));
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        Assert.That(codes, Is.EquivalentTo(new Dictionary<string, int> { ["accepted"] = Capacity, ["replay_store_full"] = 5 }));
    }

    [Test]
    public async Task A37_Accepts_once_a_token_that_found_it_full()
    {
        string token = SampleOneTime.Token("new", expires: SampleOneTime.Expires + 600);
        List<string> codes = [await SampleOneTime.CodeOf(validator, token)];

        clock.Now = SampleOneTime.RecordEnd;
        codes.AddRange([await SampleOneTime.CodeOf(validator, token), await SampleOneTime.CodeOf(validator, token)]);

        Assert.That(codes, Is.EqualTo(new[] { "replay_store_full", "accepted", "replayed" }));
    }

    [Test]
    public async Task A37_Stores_32_bytes_however_long_the_id_is()
    {
        clock.Now = SampleOneTime.RecordEnd;
        string id = new('x', 11_000);
        string token = SampleOneTime.WithMembers($",\"exp\":{SampleOneTime.Expires + 300},\"iat\":{SampleOneTime.Expires},\"jti\":\"{id}\"");

        Assert.That(
            (await SampleOneTime.CodeOf(validator, token), await SampleOneTime.CodeOf(validator, token), ReplayId.Create("cs-1", id).ToString().Length),
            Is.EqualTo(("accepted", "replayed", 64)));
    }
}
