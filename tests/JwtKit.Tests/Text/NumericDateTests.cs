using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class NumericDateTests
{
    [TestCase("0", 0)]
    [TestCase("1", 1)]
    [TestCase("1300819380", 1300819380)]
    [TestCase("253402300799", 253402300799)]
    public void Reads_whole_seconds(string json, long expected) => Assert.That(Read(json), Is.EqualTo(expected));

    [TestCase("1.5", 1)]
    [TestCase("0.999999", 0)]
    [TestCase("1300819380.0", 1300819380)]
    [TestCase("1300819380.999", 1300819380)]
    [TestCase("253402300799.0", 253402300799)]
    public void Cuts_fractions_off_downwards(string json, long expected) => Assert.That(Read(json), Is.EqualTo(expected));

    [TestCase("1e3", 1000)]
    [TestCase("1E+3", 1000)]
    [TestCase("1.3008193e9", 1300819300)]
    [TestCase("15e-1", 1)]
    [TestCase("2.53402300799e11", 253402300799)]
    [TestCase("1e-400", 0)]
    public void Reads_exponents(string json, long expected) => Assert.That(Read(json), Is.EqualTo(expected));

    [TestCase("-0")]
    [TestCase("-0.0")]
    [TestCase("-0e5")]
    public void Reads_minus_zero_as_zero(string json) => Assert.That(Read(json), Is.Zero);

    [TestCase("-1")]
    [TestCase("-0.5")]
    [TestCase("-1e-3")]
    [TestCase("-9223372036854775808")]
    [TestCase("-1e400")]
    public void Refuses_negative_numbers(string json) => Assert.That(Read(json), Is.Null);

    [TestCase("253402300800")]
    [TestCase("253402300800.0")]
    [TestCase("2.534023008e11")]
    [TestCase("1e18")]
    [TestCase("9223372036854775807")]
    [TestCase("9223372036854775808")]
    [TestCase("99999999999999999999999999")]
    [TestCase("1e400")]
    [TestCase("1e99999999999")]
    public void Refuses_what_lies_beyond_the_year_9999(string json) => Assert.That(Read(json), Is.Null);

    [Test]
    public void Refuses_milliseconds()
    {
        DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That(Read(day.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)), Is.Null);
    }

    [TestCase("\"1300819380\"")]
    [TestCase("true")]
    [TestCase("null")]
    [TestCase("[1300819380]")]
    [TestCase("{}")]
    public void Refuses_what_is_not_a_number(string json) => Assert.That(Read(json), Is.Null);

    [Test]
    public void Reads_a_number_of_10_000_digits_after_the_point() => Assert.That(Read("7." + new string('9', 10_000)), Is.EqualTo(7).Or.EqualTo(8));

    [Test]
    public void Refuses_a_number_of_10_000_digits() => Assert.That(Read(new string('9', 10_000)), Is.Null);

    [Test]
    public void The_maximum_is_the_last_second_of_the_year_9999() => Assert.That(
        DateTimeOffset.FromUnixTimeSeconds(NumericDate.Maximum), Is.EqualTo(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero)));

    private static long? Read(string number)
    {
        byte[] json = Encoding.UTF8.GetBytes($"{{\"exp\":{number}}}");
        StrictJsonReader reader = new(json);
        Assert.That(reader.NextMember(), Is.True, "the number is not JSON");
        return NumericDate.TryRead(json, reader.Value, out long seconds) ? seconds : null;
    }
}
