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
}
