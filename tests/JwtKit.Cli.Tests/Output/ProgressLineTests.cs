using NUnit.Framework;

namespace JwtKit.Cli.Tests;

[TestFixture]
internal sealed class ProgressLineTests
{
    [TestCase(0, 10L * 1024 * 1024, "0.0 of 10.0 MiB, 0 %")]
    [TestCase(5L * 1024 * 1024, 10L * 1024 * 1024, "5.0 of 10.0 MiB, 50 %")]
    [TestCase(11L * 1024 * 1024, 10L * 1024 * 1024, "11.0 of 10.0 MiB, 100 %")]
    public void Says_how_much_of_a_file_is_done(long done, long total, string expected) => Assert.That(ProgressLine.Text(done, total), Is.EqualTo(expected));

    [Test]
    public void Says_how_much_is_done_where_the_end_is_not_known() => Assert.That(ProgressLine.Text(1536 * 1024, total: null), Is.EqualTo("1.5 MiB"));

    [Test]
    public void Is_written_over_ten_times_a_second_and_taken_away_at_the_end()
    {
        StandingClock clock = new();
        using StringWriter terminal = new();
        using (ProgressLine line = new(clock, terminal, total: 200 * 1024 * 1024))
        {
            line.Report(1024 * 1024);
            clock.Now += TimeSpan.FromMilliseconds(100);
            line.Report(120 * 1024 * 1024);
            line.Report(121 * 1024 * 1024);
        }

        Assert.That(terminal.ToString(), Is.EqualTo("\r120.0 of 200.0 MiB, 60 %\r" + new string(' ', 24) + "\r"));
    }

    [Test]
    public void Counts_where_nothing_is_shown()
    {
        using ProgressLine line = new(TimeProvider.System, terminal: null, total: null);
        line.Report(5);
        Assert.That(line.Bytes, Is.EqualTo(5));
    }

    private sealed class StandingClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
