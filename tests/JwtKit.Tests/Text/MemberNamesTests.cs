using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class MemberNamesTests
{
    [TestCase("{\"a\":1,\"b\":1,\"c\":1}", ExpectedResult = 3)]
    [TestCase("{\"a\":1,\"b\":1,\"a\":1}", ExpectedResult = 2)]
    [TestCase("{\"a\":1,\"\\u0061\":1}", ExpectedResult = 1)]
    [TestCase("{\"\\u0061\":1,\"a\":1}", ExpectedResult = 1)]
    [TestCase("{\"\\ud800\":1}", ExpectedResult = 0)]
    public int Adds_names_up_to_the_first_that_is_refused(string json) => Accepted(json);

    [Test]
    public void Finds_a_name_from_before_the_set_took_over()
    {
        string names = string.Join(',', Enumerable.Range(0, 20).Select(static i => $"\"m{i}\":1"));
        Assert.That(Accepted($"{{{names},\"m0\":1}}"), Is.EqualTo(20));
    }

    [Test]
    public void Finds_a_name_from_after_the_set_took_over()
    {
        string names = string.Join(',', Enumerable.Range(0, 20).Select(static i => $"\"m{i}\":1"));
        Assert.That(Accepted($"{{{names},\"m18\":1}}"), Is.EqualTo(20));
    }

    [Test]
    public void The_last_name_is_the_one_added_last()
    {
        byte[] json = "{\"first\":1,\"second\":1}"u8.ToArray();
        MemberNames names = new(json);
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                names.TryAdd(in reader);
            }
        }

        Assert.That(names.Last.GetText(json), Is.EqualTo("second"));
    }

    private static int Accepted(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        MemberNames names = new(json);
        Utf8JsonReader reader = new(json);
        int accepted = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && names.TryAdd(in reader))
            {
                accepted++;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                return accepted;
            }
        }

        return accepted;
    }
}
