using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ClaimSetTests
{
    [Test]
    public void Refuses_a_claim_that_is_set_already() => Assert.That(
        () => new ClaimSet { ["a"] = 1 }.Add("a", 2),
        Throws.ArgumentException.With.Message.EqualTo(
            "The claim 'a' is set already; each claim is set once. With(name, value) makes a changed copy. (Parameter 'name')"));

    [Test]
    public void Refuses_a_default_value() => Assert.That(
        () => new ClaimSet { ["a"] = default },
        Throws.ArgumentException.With.Message.EqualTo("The claim 'a' has no value. Leave it out, or write ClaimValue.Null. (Parameter 'value')"));

    [Test]
    public void Refuses_a_default_value_in_With() => Assert.That(() => new ClaimSet().With("a", default), Throws.ArgumentException);

    [Test]
    public void Refuses_an_empty_name() => Assert.That(() => new ClaimSet { [string.Empty] = 1 }, Throws.ArgumentException);

    [Test]
    public void Refuses_a_null_name() => Assert.That(() => new ClaimSet().Add(null!, 1), Throws.ArgumentNullException);

    [Test]
    public void Refuses_half_of_a_surrogate_pair_in_a_name() => Assert.That(
        () => new ClaimSet { ["a\ud800"] = 1 },
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'name')"));

    [Test]
    public void Accepts_names_that_differ_in_case() => Assert.That(new ClaimSet { ["a"] = 1, ["A"] = 2 }, Has.Count.EqualTo(2));

    [Test]
    public void Takes_each_member_of_a_JSON_object_as_a_claim() =>
        Assert.That(ClaimSet.From(new JsonObject { ["a"] = 1, ["b"] = "x" }), Is.EqualTo(new ClaimSet { ["a"] = 1, ["b"] = "x" }));

    [Test]
    public void Takes_a_null_member_of_a_JSON_object_as_null() =>
        Assert.That(ClaimSet.From(new JsonObject { ["a"] = null })["a"], Is.EqualTo(ClaimValue.Null));

    [Test]
    public void Does_not_follow_later_changes_of_the_JSON_object()
    {
        JsonObject given = new() { ["a"] = new JsonArray(1) };
        ClaimSet set = ClaimSet.From(given);

        given["a"]!.AsArray().Add(2);

        Assert.That(set["a"], Is.EqualTo((ClaimValue)new JsonArray(1)));
    }

    [Test]
    public void Refuses_a_null_JSON_object() => Assert.That(() => ClaimSet.From(null!), Throws.ArgumentNullException);

    [Test]
    public void Takes_each_member_of_a_typed_object_as_a_claim() => Assert.That(
        ClaimSet.From(new SampleAddress("Brno", 3), SampleJsonContext.Default.SampleAddress), Is.EqualTo(new ClaimSet { ["city"] = "Brno", ["floor"] = 3 }));

    [Test]
    public void Refuses_a_type_that_is_not_written_as_an_object() => Assert.That(
        () => ClaimSet.From(new List<string> { "a" }, SampleJsonContext.Default.ListString),
        Throws.ArgumentException.With.Message.EqualTo(
            "List`1 is written as a JSON Array; an object is needed, whose members become the claims. (Parameter 'claims')"));

    [Test]
    public void Adds_a_typed_value()
    {
        ClaimSet set = [];

        set.Add("address", new SampleAddress("Brno", 3), SampleJsonContext.Default.SampleAddress);

        Assert.That(set["address"].Kind, Is.EqualTo(JsonValueKind.Object));
    }

    [Test]
    public void Adds_a_claim_to_a_copy() => Assert.That(new ClaimSet { ["a"] = 1 }.With("b", 2), Is.EqualTo(new ClaimSet { ["a"] = 1, ["b"] = 2 }));

    [Test]
    public void Changes_a_claim_of_a_copy_in_its_place() =>
        Assert.That(new ClaimSet { ["a"] = 1, ["b"] = 2 }.With("a", 3), Is.EqualTo(new ClaimSet { ["a"] = 3, ["b"] = 2 }));

    [Test]
    public void Stays_as_it_is_when_a_copy_is_made()
    {
        ClaimSet set = new() { ["a"] = 1 };

        set.With("a", 2);

        Assert.That(set["a"], Is.EqualTo((ClaimValue)1));
    }

    [Test]
    public void Throws_when_a_claim_is_read_that_is_not_there() => Assert.That(() => new ClaimSet()["a"], Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void Contains_exact_names_only() => Assert.That(new ClaimSet { ["a"] = 1 }.Contains("A"), Is.False);

    [Test]
    public void Lists_claims_in_order() =>
        Assert.That(new ClaimSet { ["b"] = 1, ["a"] = 2 }.Select(static claim => claim.Key), Is.EqualTo(new[] { "b", "a" }));

    [Test]
    public void Lists_claims_as_plain_objects() => Assert.That(((IEnumerable)new ClaimSet { ["b"] = 1 }).Cast<object>(), Has.Exactly(1).Items);

    [Test]
    public void Differs_from_a_set_in_another_order() =>
        Assert.That(new ClaimSet { ["a"] = 1, ["b"] = 2 }.Equals(new ClaimSet { ["b"] = 2, ["a"] = 1 }), Is.False);

    [Test]
    public void Differs_from_a_set_with_another_value() => Assert.That(new ClaimSet { ["a"] = 1 }.Equals(new ClaimSet { ["a"] = 2 }), Is.False);

    [Test]
    public void Differs_from_a_larger_set() => Assert.That(new ClaimSet { ["a"] = 1 }.Equals(new ClaimSet { ["a"] = 1, ["b"] = 2 }), Is.False);

    [Test]
    public void Differs_from_null() => Assert.That(new ClaimSet().Equals(null), Is.False);

    [Test]
    public void Has_the_hash_of_an_equal_set() =>
        Assert.That(new ClaimSet { ["a"] = 1 }.GetHashCode(), Is.EqualTo(new ClaimSet { ["a"] = 1 }.GetHashCode()));

    [Test]
    public void Prints_its_count() => Assert.That(new ClaimSet { ["ssn"] = "123" }.ToString(), Is.EqualTo("ClaimSet (1 claims)"));
}
