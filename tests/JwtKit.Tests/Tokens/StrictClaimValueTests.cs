using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Values whose JSON receivers would read differently, or not at all.</summary>
[TestFixture]
internal sealed class StrictClaimValueTests
{
    private const string NotStrict =
        "The value is not strict JSON: it repeats a member name, holds half of a surrogate pair or malformed UTF-8, or is more than 31 levels deep. Receivers disagree about such values.";

    private const string HalfPair =
        "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'value')";

    // Not as attributes, whose text is UTF-8.
    private static string[] HalfPairs => ["\ud800", "\udc00", "a\udbffb", "\udc00\ud800"];

    [TestCase("""{"a":1,"a":2}""")]
    [TestCase("""{"a":1,"\u0061":2}""")]
    [TestCase("""[{"x":{"a":1,"b":2,"a":3}}]""")]
    public void Refuses_a_repeated_member_in_an_element(string json) =>
        Assert.That(() => (ClaimValue)JsonElement.Parse(json), Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [TestCase("""{"a":1,"a":2}""")]
    [TestCase("""[{"a":1,"\u0061":2}]""")]
    [TestCase("\"\\ud800\"")]
    [TestCase("{\"\\ud800\":1}")]
    public void Refuses_in_a_parsed_node_what_it_refuses_in_an_element(string json) =>
        Assert.That(() => (ClaimValue)JsonNode.Parse(json)!, Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Refuses_a_repeated_member_deep_in_a_set_from_a_node() => Assert.That(
        () => ClaimSet.From(JsonNode.Parse("""{"ok":{"a":1,"a":2}}""")!.AsObject()), Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Refuses_a_repeated_member_of_a_set_from_a_node() =>
        Assert.That(() => ClaimSet.From(JsonNode.Parse("""{"a":1,"a":2}""")!.AsObject()), Throws.ArgumentException);

    [TestCaseSource(nameof(HalfPairs))]
    public void Refuses_half_of_a_surrogate_pair_in_text(string text) =>
        Assert.That(() => (ClaimValue)text, Throws.ArgumentException.With.Message.EqualTo(HalfPair));

    [TestCase("\"\\ud800\"")]
    [TestCase("[\"\\udc00\"]")]
    [TestCase("{\"\\ud800\":1}")]
    [TestCase("\"\\ud800\\u0041\"")]
    public void Refuses_half_of_a_surrogate_pair_in_an_element(string json) =>
        Assert.That(() => (ClaimValue)JsonElement.Parse(json), Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Refuses_half_of_a_surrogate_pair_in_a_node() =>
        Assert.That(() => (ClaimValue)JsonValue.Create("a\ud800"), Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Refuses_half_of_a_surrogate_pair_deep_in_a_node() =>
        Assert.That(() => (ClaimValue)new JsonObject { ["a"] = new JsonArray("\udc00") }, Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Refuses_half_of_a_surrogate_pair_in_a_member_name_of_a_node() =>
        Assert.That(() => (ClaimValue)new JsonObject { ["\ud800"] = 1 }, Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Accepts_a_whole_surrogate_pair() => Assert.That(() => (ClaimValue)"🙂", Throws.Nothing);

    [Test]
    public void Accepts_an_escaped_whole_surrogate_pair() =>
        Assert.That((ClaimValue)JsonElement.Parse("\"\\ud83d\\ude42\""), Is.EqualTo((ClaimValue)"🙂"));

    [Test]
    public void Accepts_31_levels() => Assert.That(() => (ClaimValue)Nested(31), Throws.Nothing);

    [Test]
    public async Task Accepts_31_levels_in_a_token_that_is_read_again()
    {
        JwtDescriptor descriptor = new()
        {
            Lifetime = TimeSpan.FromMinutes(5),
            Issuer = "cs-1",
            Audiences = ["orders-api"],
            Claims = { ["deep"] = Nested(31) },
        };

        Assert.That(await Verdict.CodeOf(Jwt.Sign(descriptor, SampleKeys.Hs256, new FixedTimeProvider(SamplePolicy.Now))), Is.EqualTo(Verdict.Accepted));
    }

    [TestCase(32)]
    [TestCase(64)]
    [TestCase(999)]
    [TestCase(1001)]
    [TestCase(5000)]
    public void Refuses_more_levels(int levels) => Assert.That(() => (ClaimValue)Nested(levels), Throws.ArgumentException.With.Message.EqualTo(NotStrict));

    [Test]
    public void Has_no_value_from_an_element_of_nothing() => Assert.That((ClaimValue)default(JsonElement), Is.EqualTo(default(ClaimValue)));

    [Test]
    public void Refuses_malformed_UTF8_in_an_element()
    {
        using JsonDocument document = JsonDocument.Parse(new byte[] { (byte)'"', 0xc3, 0x28, (byte)'"' });

        Assert.That(() => (ClaimValue)document.RootElement, Throws.ArgumentException.With.Message.EqualTo(NotStrict));
    }

    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonArray();
        for (int i = 1; i < levels; i++)
        {
            node = new JsonArray(node);
        }

        return node;
    }
}
