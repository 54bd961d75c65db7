using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class BatchTests
{
    private static readonly DateTime Early = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Late = Early.AddHours(1);

    [Test]
    public void Sorts_the_ids_as_the_server_does_and_names_each_once()
    {
        Batch batch = new([new Submission([2, 1], Early), new Submission([255, 0], Early), new Submission([2, 1], Early), new Submission([1, 9], Early)]);

        Assert.That(batch.Ids, Is.EqualTo(new byte[][] { [1, 9], [2, 1], [255, 0] }));
    }

    [Test]
    public void Records_the_longest_life_that_was_asked_for()
    {
        Batch batch = new([new Submission([1], Early), new Submission([1], Late), new Submission([1], Early)]);

        Assert.That(batch.Expires, Is.EqualTo([Late]));
    }

    [Test]
    public void Answers_each_call_by_its_id()
    {
        Submission[] calls = [new([3], Early), new([1], Early), new([4], Early), new([2], Early), new([4], Late)];

        new Batch([.. calls]).Complete(new RecordResult(null, [[2], [4]], [[1]], default));

        Assert.That(
            calls.Select(static call => call.Answer.Result),
            Is.EqualTo([ReplayOutcome.AlreadyRecorded, ReplayOutcome.Expired, ReplayOutcome.AlreadyRecorded, ReplayOutcome.Recorded, ReplayOutcome.Recorded]));
    }

    [Test]
    public void Takes_an_id_that_the_server_did_not_name_for_recorded_before()
    {
        Submission call = new([2], Early);

        new Batch([call]).Complete(new RecordResult(null, [[1], [3]], [], default));

        Assert.That(call.Answer.Result, Is.EqualTo(ReplayOutcome.AlreadyRecorded));
    }
}
