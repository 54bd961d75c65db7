using System.Collections;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class AudienceListTests
{
    [Test]
    public void Writes_no_aud_for_none() => Assert.That(PayloadFor([]), Is.EqualTo("""{"iat":1767225600,"exp":1767225660}"""));

    [Test]
    public void Writes_a_string_for_one() => Assert.That(PayloadFor(["a"]), Is.EqualTo("""{"aud":"a","iat":1767225600,"exp":1767225660}"""));

    [Test]
    public void Writes_an_array_for_several() =>
        Assert.That(PayloadFor(["b", "a", "c"]), Is.EqualTo("""{"aud":["b","a","c"],"iat":1767225600,"exp":1767225660}"""));

    [Test]
    public void Refuses_an_empty_audience() => Assert.That(() => AudienceList.Create(["a", string.Empty]), Throws.ArgumentException);

    [Test]
    public void Refuses_a_null_audience() => Assert.That(() => AudienceList.Create([null!]), Throws.ArgumentNullException);

    [Test]
    public void Refuses_half_of_a_surrogate_pair() => Assert.That(
        () => AudienceList.Create(["\udc00"]),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'audiences')"));

    [Test]
    public void Refuses_the_same_audience_twice() => Assert.That(
        () => AudienceList.Create(["a", "b", "a"]),
        Throws.ArgumentException.With.Message.EqualTo("An audience stands in the list twice. (Parameter 'audiences')"));

    [Test]
    public void Accepts_audiences_that_differ_in_case() => Assert.That(AudienceList.Create(["a", "A"]), Has.Count.EqualTo(2));

    [Test]
    public void Copies_what_it_is_given()
    {
        string[] given = ["a"];
        AudienceList list = AudienceList.Create(given);

        given[0] = "changed";

        Assert.That(list[0], Is.EqualTo("a"));
    }

    [Test]
    public void Lists_the_audiences_in_order() => Assert.That(AudienceList.Create(["b", "a"]), Is.EqualTo(new[] { "b", "a" }));

    [Test]
    public void Lists_the_audiences_as_plain_objects() =>
        Assert.That(((IEnumerable)AudienceList.Create(["b", "a"])).Cast<object>(), Is.EqualTo(new[] { "b", "a" }));

    [Test]
    public void Equals_a_list_of_the_same_audiences() => Assert.That(AudienceList.Create(["a", "b"]).Equals(AudienceList.Create(["a", "b"])), Is.True);

    [Test]
    public void Has_the_hash_of_a_list_of_the_same_audiences() =>
        Assert.That(AudienceList.Create(["a", "b"]).GetHashCode(), Is.EqualTo(AudienceList.Create(["a", "b"]).GetHashCode()));

    [Test]
    public void Differs_from_a_list_in_another_order() => Assert.That(AudienceList.Create(["a", "b"]).Equals(AudienceList.Create(["b", "a"])), Is.False);

    [Test]
    public void Differs_from_null() => Assert.That(AudienceList.Empty.Equals(null), Is.False);

    [Test]
    public void Prints_its_count() => Assert.That(AudienceList.Create(["a", "b"]).ToString(), Is.EqualTo("AudienceList (2)"));

    private static string PayloadFor(AudienceList audiences) => RawToken.PayloadOf(Jwt.Sign(
        new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(1), TokenId = TokenId.None, Audiences = audiences },
        SampleKeys.Hs256,
        new FixedTimeProvider(SamplePolicy.Now)));
}
