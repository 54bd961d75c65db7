using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictJsonReaderPropertyTests
{
    [Test]
    public void Agrees_with_the_platform_on_each_member_of_3000_random_objects()
    {
        Random random = FixedSeed.NewRandom();
        for (int i = 0; i < 3000; i++)
        {
            byte[] json = RandomJson.Write(random);
            using JsonDocument document = JsonDocument.Parse(json);
            (string, string)[] expected = [.. document.RootElement.EnumerateObject().Select(static member => (member.Name, Raw(member.Value)))];
            Assert.That(StrictJsonText.Members(json), Is.EqualTo(expected), Encoding.UTF8.GetString(json));
        }
    }

    [Test]
    [Category("Heavy")]
    public void Accepts_of_100_000_mutated_objects_only_what_the_platform_accepts()
    {
        Random random = FixedSeed.NewRandom();
        int accepted = 0;
        List<string> wrong = [];
        for (int i = 0; i < 100_000; i++)
        {
            byte[] json = RandomJson.Mutate(RandomJson.Write(random), random);
            if (StrictJsonText.IsAccepted(json))
            {
                accepted++;
                if (!StrictJsonText.PlatformAccepts(json))
                {
                    wrong.Add(Convert.ToHexString(json));
                }
            }
        }

        TestContext.Out.WriteLine($"{accepted} accepted");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void What_it_refuses_of_mutated_objects_is_also_refused_by_the_platform_or_has_no_exact_text()
    {
        Random random = FixedSeed.NewRandom();
        List<string> wrong = [];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] json = RandomJson.Mutate(RandomJson.Write(random), random);
            if (!StrictJsonText.IsAccepted(json) && StrictJsonText.PlatformAccepts(json) && HasExactText(json))
            {
                wrong.Add(Convert.ToHexString(json));
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    [Category("Heavy")]
    public void Gives_text_without_throwing_for_all_it_accepts_of_50_000_mutated_objects()
    {
        Random random = FixedSeed.NewRandom();
        int read = 0;
        for (int i = 0; i < 50_000; i++)
        {
            byte[] json = RandomJson.Mutate(RandomJson.Write(random), random);
            foreach ((string name, _) in StrictJsonText.Members(json) ?? [])
            {
                read += name.Length;
            }
        }

        Assert.That(read, Is.GreaterThan(10_000));
    }

    // The range of a string leaves its quotes out.
    private static string Raw(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetRawText()[1..^1] : value.GetRawText();

    // Malformed UTF-8 and lone surrogates: .NET's parser takes both and fails when the text is asked for.
    private static bool HasExactText(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return System.Text.Unicode.Utf8.IsValid(json) && HasExactText(document.RootElement);
    }

    private static bool HasExactText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(HasExactText),
                JsonValueKind.Object => value.EnumerateObject().All(static member => member.Name is not null && HasExactText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
