using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictJsonTests
{
    [TestCase("1")]
    [TestCase(" \"a\" ")]
    [TestCase("null")]
    [TestCase("[1,{\"a\":[]}]")]
    [TestCase("{\"v\":1}")]
    public void Accepts_one_strict_value(string json) => Assert.That(IsStrict(json), Is.True);

    [TestCase("")]
    [TestCase("1,2")]
    [TestCase("1}")]
    [TestCase("1,\"w\":2")]
    [TestCase("1,\"v\":2")]
    [TestCase("1}{\"v\":1")]
    [TestCase("\"\\ud800\"")]
    [TestCase("[{\"a\":1,\"a\":2}]")]
    [TestCase("1//")]
    public void Refuses_anything_else(string json) => Assert.That(IsStrict(json), Is.False);

    [Test]
    public void Accepts_31_levels_which_makes_32_as_a_claim() => Assert.That(IsStrict(new string('[', 31) + new string(']', 31)), Is.True);

    [Test]
    public void Refuses_32_levels_which_makes_33_as_a_claim() => Assert.That(IsStrict(new string('[', 32) + new string(']', 32)), Is.False);

    private static bool IsStrict(string json) => StrictJson.IsStrictValue(Encoding.UTF8.GetBytes(json));
}
