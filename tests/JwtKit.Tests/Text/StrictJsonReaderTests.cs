using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictJsonReaderTests
{
    [TestCase("{}")]
    [TestCase(" \t\r\n{ \"a\" : 1 } \r\n")]
    [TestCase("{\"a\":{\"a\":{\"a\":1}}}")]
    [TestCase("{\"a\":[{\"b\":1},{\"b\":1}]}")]
    [TestCase("{\"a\":null,\"A\":true}")]
    [TestCase("{\"\":0}")]
    [TestCase("{\"\\ud83d\\ude00\":\"\\ud83d\\ude00\"}")]
    public void Accepts_one_well_formed_object(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.True);

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("{")]
    [TestCase("{\"a\"")]
    [TestCase("{\"a\":")]
    [TestCase("{\"a\":1")]
    [TestCase("{\"a\":\"")]
    [TestCase("{\"a\":{\"b\":1}")]
    public void Refuses_an_unfinished_text(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("[]")]
    [TestCase("[{\"a\":1}]")]
    [TestCase("\"a\"")]
    [TestCase("1")]
    [TestCase("null")]
    public void Refuses_a_root_that_is_no_object(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{}{}")]
    [TestCase("{\"a\":1}x")]
    [TestCase("{\"a\":1},")]
    [TestCase("{\"a\":1}\0")]
    [TestCase("{\"a\":1}}")]
    public void Refuses_trailing_data(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"a\":1,}")]
    [TestCase("{,\"a\":1}")]
    [TestCase("{\"a\":[1,]}")]
    [TestCase("{\"a\":{\"b\":1,}}")]
    public void Refuses_stray_commas(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("/**/{\"a\":1}")]
    [TestCase("{\"a\":1}//")]
    [TestCase("{/*a*/\"a\":1}")]
    [TestCase("{\"a\":/*a*/1}")]
    [TestCase("{\"a\":[//\n1]}")]
    public void Refuses_comments(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{'a':1}")]
    [TestCase("{a:1}")]
    [TestCase("{\"a\":01}")]
    [TestCase("{\"a\":+1}")]
    [TestCase("{\"a\":.5}")]
    [TestCase("{\"a\":NaN}")]
    [TestCase("{\"a\":True}")]
    [TestCase("{\"a\":\"\t\"}")]
    [TestCase("{\"a\":\"\\x41\"}")]
    [TestCase("{\"a\":\"\\u00g0\"}")]
    public void Refuses_what_is_not_JSON(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"a\":\"\\ud800\"}")]
    [TestCase("{\"a\":\"\\udc00\"}")]
    [TestCase("{\"a\":\"\\udc00\\ud800\"}")]
    [TestCase("{\"a\":\"\\ud800x\\udc00\"}")]
    [TestCase("{\"a\":[\"\\ud800\"]}")]
    [TestCase("{\"a\":{\"b\":\"\\uDFFF\"}}")]
    public void Refuses_a_lone_surrogate_in_a_value(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"\\ud800\":1}")]
    [TestCase("{\"a\\udc00\":1}")]
    [TestCase("{\"a\":{\"\\ud800\":1}}")]
    [TestCase("{\"a\":[{\"\\udbff\\ud800\":1}]}")]
    public void Refuses_a_lone_surrogate_in_a_name(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("ff", TestName = "Refuses_invalid_UTF8(no lead byte)")]
    [TestCase("c0af", TestName = "Refuses_invalid_UTF8(overlong slash)")]
    [TestCase("eda080", TestName = "Refuses_invalid_UTF8(encoded surrogate)")]
    [TestCase("e282", TestName = "Refuses_invalid_UTF8(cut short)")]
    [TestCase("f4908080", TestName = "Refuses_invalid_UTF8(beyond U+10FFFF)")]
    public void Refuses_invalid_UTF8(string hex)
    {
        byte[] json = [.. "{\"a\":\""u8, .. Convert.FromHexString(hex), .. "\"}"u8];
        Assert.That(StrictJsonText.IsAccepted(json), Is.False);
    }

    [Test]
    public void Refuses_a_byte_order_mark() => Assert.That(StrictJsonText.IsAccepted("\ufeff{\"a\":1}"), Is.False);

    [Test]
    public void Refuses_UTF16() => Assert.That(StrictJsonText.IsAccepted(Encoding.Unicode.GetBytes("{\"a\":1}")), Is.False);

    [TestCase('[', ']')]
    [TestCase('{', '}')]
    public void Accepts_32_levels(char open, char close) => Assert.That(StrictJsonText.IsAccepted(Nested(32, open, close)), Is.True);

    [TestCase('[', ']')]
    [TestCase('{', '}')]
    public void Refuses_33_levels(char open, char close) => Assert.That(StrictJsonText.IsAccepted(Nested(33, open, close)), Is.False);

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public void Refuses_100_000_open_brackets(string open) =>
        Assert.That(StrictJsonText.IsAccepted("{\"a\":" + string.Concat(Enumerable.Repeat(open, 100_000))), Is.False);

    [Test]
    public void Stays_faulted_once_it_met_a_fault()
    {
        StrictJsonReader reader = new("{\"a\":1,\"a\":2,\"b\":3}"u8);
        while (reader.NextMember())
        {
        }

        Assert.That((reader.NextMember(), reader.IsComplete), Is.EqualTo((false, false)));
    }

    [Test]
    public void Is_not_complete_before_its_end_was_reached()
    {
        StrictJsonReader reader = new("{\"a\":1}"u8);
        reader.NextMember();
        Assert.That(reader.IsComplete, Is.False);
    }

    [Test]
    public void Stays_complete_when_asked_again()
    {
        StrictJsonReader reader = new("{}"u8);
        reader.NextMember();
        Assert.That((reader.NextMember(), reader.IsComplete), Is.EqualTo((false, true)));
    }

    // The root object is the first level.
    private static string Nested(int levels, char open, char close)
    {
        string inner = open == '[' ? "[" : "{\"a\":";
        string core = open == '[' ? string.Empty : "1";
        return "{\"a\":" + string.Concat(Enumerable.Repeat(inner, levels - 1)) + core + new string(close, levels - 1) + "}";
    }
}
