using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ShortNameTests
{
    private static readonly string[] Names = ["", "\0", "a", "a\0", "\0a", "iss", "iss\0", "ISS", "ssi", "context", "abcdef", "abcdefg", "abcdefgh", "abcdefghi", "é", "日本"];

    [Test]
    public void Tells_any_two_names_apart_that_are_not_both_long_and_alike() =>
        Assert.That(Names.Select(static name => ShortName.Of(Encoding.UTF8.GetBytes(name))), Is.Unique);

    [Test]
    public void Is_the_same_wherever_the_name_stands([Values(0, 1, 5, 40)] int before, [Values(0, 1, 7, 8, 40)] int behind)
    {
        foreach (byte[] name in Names.Select(Encoding.UTF8.GetBytes))
        {
            byte[] text = [.. Enumerable.Repeat((byte)'x', before), .. name, .. Enumerable.Repeat((byte)'"', behind)];

            Assert.That(ShortName.Of(text, before, name.Length), Is.EqualTo(ShortName.Of(name)), $"{name.Length} bytes");
        }
    }

    [TestCase("{\"abcdefg1\":1,\"abcdefg2\":2}", true)]
    [TestCase("{\"abcdefg1\":1,\"abcdefg2\":2,\"abcdefg1\":3}", false)]
    [TestCase("{\"iss\":1,\"iss\\u0000\":2}", true)]
    [TestCase("{\"iss\\u0000\":1,\"iss\\u0000\":2}", false)]
    [TestCase("{\"\":1,\"a\":2}", true)]
    [TestCase("{\"\":1,\"\":2}", false)]
    public void Names_that_begin_alike_are_repeated_only_if_they_are_the_same(string json, bool isAccepted) =>
        Assert.That(StrictJsonText.IsAccepted(json), Is.EqualTo(isAccepted));

    [Test]
    public void Each_of_many_names_is_found_when_it_is_repeated([Range(1, 16)] int count)
    {
        string[] members = [.. Enumerable.Range(0, count).Select(static i => $"\"n{i}\":{i}")];
        string all = string.Join(',', members);

        Assert.Multiple(() =>
        {
            Assert.That(StrictJsonText.IsAccepted($"{{{all}}}"), Is.True);
            Assert.That(members.Where(member => StrictJsonText.IsAccepted($"{{{all},{member}}}")), Is.Empty);
        });
    }
}
