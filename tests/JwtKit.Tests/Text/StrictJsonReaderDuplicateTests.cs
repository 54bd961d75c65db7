using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictJsonReaderDuplicateTests
{
    [TestCase("{\"exp\":1,\"exp\":2}")]
    [TestCase("{\"exp\":1,\"exp\":1}")]
    [TestCase("{\"exp\":1,\"a\":2,\"exp\":3}")]
    [TestCase("{\"\":1,\"\":2}")]
    public void Refuses_a_name_twice_at_the_top(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"exp\":1,\"\\u0065xp\":2}")]
    [TestCase("{\"\\u0065xp\":1,\"exp\":2}")]
    [TestCase("{\"\\u0065xp\":1,\"e\\u0078p\":2}")]
    [TestCase("{\"a\\/b\":1,\"a/b\":2}")]
    [TestCase("{\"\\ud83d\\ude00\":1,\"😀\":2}")]
    public void Refuses_a_name_twice_however_it_is_escaped(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"a\":{\"b\":1,\"b\":2}}")]
    [TestCase("{\"a\":{\"c\":{\"b\":1,\"\\u0062\":2}}}")]
    [TestCase("{\"a\":{\"b\":1,\"b\":2},\"c\":3}")]
    public void Refuses_a_name_twice_inside_a_nested_object(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [TestCase("{\"a\":[{\"b\":1,\"b\":2}]}")]
    [TestCase("{\"a\":[{\"b\":1},{\"b\":1,\"b\":2}]}")]
    [TestCase("{\"a\":[[[{\"b\":1,\"b\":2}]]]}")]
    public void Refuses_a_name_twice_inside_an_object_of_an_array(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.False);

    [Test]
    public void Refuses_the_last_of_n_names_repeating_any_earlier_one([Values(2, 15, 16, 17, 18, 40)] int count, [Values] bool isEscaped)
    {
        string last = isEscaped ? "\\u006d" : "m";
        bool[] accepted = [.. Enumerable.Range(0, count - 1).Select(repeated => StrictJsonText.IsAccepted(Members(count - 1, $",\"{last}{repeated}\":0")))];
        Assert.That(accepted, Has.None.True);
    }

    [TestCase(16)]
    [TestCase(17)]
    [TestCase(1000)]
    public void Accepts_as_many_different_names_as_come(int count) => Assert.That(StrictJsonText.IsAccepted(Members(count, string.Empty)), Is.True);

    [TestCase("{\"a\":1,\"A\":2}")]
    [TestCase("{\"e\\u0301\":1,\"\\u00e9\":2}")]
    [TestCase("{\"a\":1,\"\\u0062\":2,\"c\":3}")]
    [TestCase("{\"a\":{\"a\":1},\"b\":{\"a\":1}}")]
    public void Accepts_names_that_differ_ordinally(string json) => Assert.That(StrictJsonText.IsAccepted(json), Is.True);

    private static string Members(int count, string more) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(static i => $"\"m{i}\":{i}")) + more + "}";
}
