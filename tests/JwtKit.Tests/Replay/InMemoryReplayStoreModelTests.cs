using System.Globalization;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The store beside a dictionary that says plainly what it must do, under random calls and a clock that goes on, leaps and is set back.</summary>
[TestFixture(1, 30)]
[TestFixture(2, 400)]
[TestFixture(3, 1_000_000)]
[Category("Heavy")]
internal sealed class InMemoryReplayStoreModelTests(int seed, int capacity)
{
    private const int Operations = 200_000;
    private const int Ids = 3000;

    [Test]
    public async Task Answers_as_the_model_200_000_times()
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        FixedTimeProvider clock = new(SamplePolicy.Now);
        InMemoryReplayStore store = new(capacity, clock);
        ReplayModel model = new(capacity);
        Dictionary<ReplayOutcome, int> outcomes = [];
        int differences = 0;
        for (int i = 0; i < Operations; i++)
        {
            clock.Now += ClockStep(random);
            ReplayId id = ReplayId.Create("cs-1", random.Next(Ids).ToString(CultureInfo.InvariantCulture));
            DateTimeOffset expires = clock.Now + Left(random);
            ReplayOutcome outcome = await store.TryRecordAsync(id, expires, default);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            differences += outcome == model.TryRecord(id, expires, clock.Now) ? 0 : 1;
        }

        TestContext.Out.WriteLine(string.Join(", ", outcomes));
        Assert.That(differences, Is.Zero);

        // Each outcome must have come up often, or little is proved.
        ReplayOutcome[] often = [.. outcomes.Where(static each => each.Value > 1000).Select(static each => each.Key)];
        Assert.That(often, Has.Length.EqualTo(capacity < Ids ? 4 : 3));
    }

    private static TimeSpan ClockStep(Random random) => random.Next(2000) switch
    {
        < 1600 => TimeSpan.Zero,
        < 1900 => TimeSpan.FromMilliseconds(random.Next(3000)),
        < 1980 => TimeSpan.FromMilliseconds(-random.Next(3000)),
        < 1995 => TimeSpan.FromSeconds(random.Next(600)),
        < 1997 => TimeSpan.FromHours(random.Next(1, 5)),
        < 1999 => TimeSpan.FromSeconds(-random.Next(1200)),
        _ => TimeSpan.FromSeconds(2048 * random.Next(1, 4)),
    };

    private static TimeSpan Left(Random random) => random.Next(20) switch
    {
        0 => TimeSpan.FromMilliseconds(-random.Next(2000)),
        < 8 => TimeSpan.FromMilliseconds(random.Next(5000)),
        < 16 => TimeSpan.FromSeconds(random.Next(300)),
        < 19 => TimeSpan.FromSeconds(random.Next(3630)),
        _ => TimeSpan.FromSeconds(random.Next(40_000)),
    };
}
