using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictJsonReaderRangeTests
{
    [TestCase("\"text\"", "text", JsonTokenType.String)]
    [TestCase("\"\"", "", JsonTokenType.String)]
    [TestCase("\"a\\nb\"", "a\\nb", JsonTokenType.String)]
    [TestCase("-12.5e3", "-12.5e3", JsonTokenType.Number)]
    [TestCase("true", "true", JsonTokenType.True)]
    [TestCase("false", "false", JsonTokenType.False)]
    [TestCase("null", "null", JsonTokenType.Null)]
    [TestCase("{ }", "{ }", JsonTokenType.StartObject)]
    [TestCase("{\"x\":[1, {\"y\":\"}\"}]}", "{\"x\":[1, {\"y\":\"}\"}]}", JsonTokenType.StartObject)]
    [TestCase("[ 1 , \"]\" ]", "[ 1 , \"]\" ]", JsonTokenType.StartArray)]
    public void The_range_of_a_value_is_exactly_the_value(string value, string raw, JsonTokenType kind)
    {
        byte[] json = Encoding.UTF8.GetBytes($"{{ \"before\" : \"é\", \"it\" : {value} , \"after\":1}}");
        JsonRange range = ValueOf(json, "it"u8);
        Assert.That((Encoding.UTF8.GetString(range.Raw(json)), range.Kind), Is.EqualTo((raw, kind)));
    }

    [Test]
    public void Gives_the_members_in_order() => Assert.That(
        StrictJsonText.Members("{\"b\":[],\"\\u0061\":{\"c\":1},\"d\":\"x\"}"u8.ToArray()),
        Is.EqualTo(new[] { ("b", "[]"), ("a", "{\"c\":1}"), ("d", "x") }));

    [Test]
    public void Compares_an_escaped_name_in_its_unescaped_form() =>
        Assert.That(ValueOf("{\"\\u0065xp\":1}"u8.ToArray(), "exp"u8).IsPresent, Is.True);

    [Test]
    public void Compares_names_whole() =>
        Assert.That(ValueOf("{\"expx\":1,\"ex\":2,\"EXP\":3}"u8.ToArray(), "exp"u8).IsPresent, Is.False);

    [Test]
    public void A_range_that_was_never_read_is_not_present() => Assert.That(default(JsonRange).IsPresent, Is.False);

    private static JsonRange ValueOf(byte[] json, ReadOnlySpan<byte> name)
    {
        JsonRange found = default;
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            if (reader.NameEquals(name))
            {
                found = reader.Value;
            }
        }

        return reader.IsComplete ? found : throw new AssertionException("The object was refused.");
    }
}
