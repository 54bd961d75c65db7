using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ClaimValueTests
{
    [Test]
    public void Writes_text() => Assert.That(Written("a \"b\""), Is.EqualTo("\"a \\\"b\\\"\""));

    [Test]
    public void Writes_empty_text() => Assert.That(Written(string.Empty), Is.EqualTo("\"\""));

    [Test]
    public void Writes_other_scripts_as_they_are() => Assert.That(Written("Žofie 李"), Is.EqualTo("\"Žofie 李\""));

    [Test]
    public void Writes_true() => Assert.That(Written(true), Is.EqualTo("true"));

    [Test]
    public void Writes_false() => Assert.That(Written(false), Is.EqualTo("false"));

    [Test]
    public void Writes_null() => Assert.That(Written(ClaimValue.Null), Is.EqualTo("null"));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    public void Writes_a_whole_number(long number) =>
        Assert.That(Written(number), Is.EqualTo(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [TestCase("1.10")]
    [TestCase("0.1000000000000000000000000001")]
    [TestCase("-79228162514264337593543950335")]
    public void Keeps_the_digits_of_a_decimal(string digits) =>
        Assert.That(Written(decimal.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(digits));

    [Test]
    [SetCulture("cs-CZ")]
    public void Writes_a_point_where_the_culture_has_a_comma() => Assert.That(Written(1.5m), Is.EqualTo("1.5"));

    [Test]
    public void Writes_a_nested_node() =>
        Assert.That(Written(new JsonObject { ["a"] = new JsonArray(1, "x", null, new JsonObject()) }), Is.EqualTo("""{"a":[1,"x",null,{}]}"""));

    [Test]
    public void Writes_an_element_as_it_stands() => Assert.That(Written(JsonElement.Parse("""{ "a" : 1.50e+2 }""")), Is.EqualTo("""{ "a" : 1.50e+2 }"""));

    [Test]
    public void Writes_a_typed_value() =>
        Assert.That(Written(ClaimValue.From(new SampleAddress("Brno", 3), SampleJsonContext.Default.SampleAddress)), Is.EqualTo("""{"city":"Brno","floor":3}"""));

    [Test]
    public void Does_not_follow_later_changes_of_a_node()
    {
        JsonArray given = [1];
        ClaimValue value = given;

        given.Add(2);

        Assert.That(Written(value), Is.EqualTo("[1]"));
    }

    [Test]
    public void Does_not_follow_later_changes_of_a_typed_value()
    {
        List<string> given = ["a"];
        ClaimValue value = ClaimValue.From(given, SampleJsonContext.Default.ListString);

        given.Add("b");

        Assert.That(Written(value), Is.EqualTo("""["a"]"""));
    }

    [Test]
    public void Outlives_the_document_of_an_element()
    {
        ClaimValue value;
        using (JsonDocument document = JsonDocument.Parse("[1]"))
        {
            value = document.RootElement;
        }

        Assert.That(Written(value), Is.EqualTo("[1]"));
    }

    [TestCase("\"a\"", JsonValueKind.String)]
    [TestCase("1", JsonValueKind.Number)]
    [TestCase("-1", JsonValueKind.Number)]
    [TestCase("true", JsonValueKind.True)]
    [TestCase("false", JsonValueKind.False)]
    [TestCase("null", JsonValueKind.Null)]
    [TestCase("[]", JsonValueKind.Array)]
    [TestCase("{}", JsonValueKind.Object)]
    public void Knows_its_kind(string json, JsonValueKind kind) => Assert.That(((ClaimValue)JsonElement.Parse(json)).Kind, Is.EqualTo(kind));

    [Test]
    public void Is_undefined_by_default() => Assert.That(default(ClaimValue).Kind, Is.EqualTo(JsonValueKind.Undefined));

    [Test]
    public void Throws_when_the_text_is_null() => Assert.That(() => (ClaimValue)(string)null!, Throws.ArgumentNullException);

    [Test]
    public void Throws_when_the_node_is_null() => Assert.That(() => (ClaimValue)(JsonNode)null!, Throws.ArgumentNullException);

    [Test]
    public void Equals_text_that_came_as_JSON() => Assert.That((ClaimValue)JsonElement.Parse("\"\\u0061\"") == "a", Is.True);

    [Test]
    public void Equals_the_same_number_from_another_type() => Assert.That((ClaimValue)5L == 5m, Is.True);

    [Test]
    public void Has_the_hash_of_an_equal_value() =>
        Assert.That(((ClaimValue)JsonElement.Parse("\"a\"")).GetHashCode(), Is.EqualTo(((ClaimValue)"a").GetHashCode()));

    [TestCase("1", "\"1\"")]
    [TestCase("1", "1.0")]
    [TestCase("null", "\"null\"")]
    [TestCase("[]", "{}")]
    [TestCase("\"a\"", "\"A\"")]
    public void Differs_from_other_JSON_text(string left, string right) =>
        Assert.That((ClaimValue)JsonElement.Parse(left) != JsonElement.Parse(right), Is.True);

    [Test]
    public void Differs_from_null_when_default() => Assert.That(default(ClaimValue).Equals(ClaimValue.Null), Is.False);

    [Test]
    public void Differs_from_empty_text_when_default() => Assert.That(default(ClaimValue).Equals((ClaimValue)string.Empty), Is.False);

    [Test]
    public void Prints_its_kind_only() => Assert.That(((ClaimValue)"123-45-6789").ToString(), Is.EqualTo("ClaimValue (String)"));

    private static string Written(ClaimValue value)
    {
        JwtDescriptor descriptor = new() { Lifetime = TokenLifetime.Unlimited, TokenId = TokenId.None, Claims = { ["v"] = value } };
        string payload = RawToken.PayloadOf(Jwt.Sign(descriptor, SampleKeys.Hs256, new FixedTimeProvider(SamplePolicy.Now)));
        const string Start = """{"iat":1767225600,"v":""";
        return payload.StartsWith(Start, StringComparison.Ordinal) ? payload[Start.Length..^1] : payload;
    }
}
