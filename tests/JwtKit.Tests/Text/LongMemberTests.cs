using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Objects of which one member holds nearly all the text.</summary>
[TestFixture]
internal sealed class LongMemberTests
{
    private static readonly string Long = new('A', 70_000);

    private static string[] Cuttable =>
    [
        $$"""{"a":"1","c":"{{Long}}","z":"2"}""",
        $$"""{"c":"{{Long}}"}""",
        $$""" {"a": {"c":"x"} , "c" : """ + "\t\r\n" + $$""" "{{Long}}" , "z":[1,2] } """,
        $$"""{"a":"\"c\":\"","c":"{{Long}}"}""",
        $$"""{"a":"{{new string('x', 16_000)}}","c":"{{Long}}","z":"{{new string('x', 16_000)}}"}""",
    ];

    private static string[] Refused =>
    [
        $$"""{"a":"{{new string('x', 16_384)}}","c":"{{Long}}"}""",
        "{\"a\":{\"c\":\"" + Long + "\"}}",
        $$"""{"c":["{{Long}}"]}""",
        $$"""["{{Long}}"]""",
        $$"""{"{{Long}}":""}""",
        $$"""{"c":"{{Long}}""",
        $$"""{"c"::"{{Long}}"}""",
        $$"""{"c":{{Long}}"}""",
        Long,
        new string(' ', 70_000),
        new string('[', 70_000),
        "\ufeff" + $$"""{"c":"{{Long}}"}""",
    ];

    [TestCaseSource(nameof(Cuttable))]
    public void Finds_the_text_of_the_long_member(string json) => Assert.That(TextOf(json), Is.EqualTo(Long));

    [TestCaseSource(nameof(Refused))]
    public void Refuses(string json) => Assert.That(TextOf(json), Is.Null);

    [Test]
    public void Leaves_a_short_object_alone() => Assert.That(TextOf("""{"a":"1","c":"AA\u0041"}"""), Is.EqualTo(@"AA\u0041"));

    [Test]
    public void Cuts_nothing_but_the_text_of_the_long_member()
    {
        LongMember.TryCut(RawToken.Utf8($$"""{"a":"1","c":"{{Long}}","z":"2"}"""), out LongMember cut);
        using (cut)
        {
            Assert.That(System.Text.Encoding.UTF8.GetString(cut.Json), Is.EqualTo("""{"a":"1","c":"","z":"2"}"""));
        }
    }

    [Test]
    public void Refuses_an_object_of_which_another_member_is_long() => Assert.That(TextOf($$"""{"a":"{{Long}}","c":""}"""), Is.Null);

    [Test]
    public void Refuses_an_object_with_two_long_members() => Assert.That(TextOf($$"""{"c":"{{Long}}","b":"{{Long}}"}"""), Is.Null);

    /// <summary>What the member <c>c</c> holds, as it stands in the text; null if the object was refused.</summary>
    private static string? TextOf(string json)
    {
        byte[] text = RawToken.Utf8(json);
        if (!LongMember.TryCut(text, out LongMember cut))
        {
            return null;
        }

        using (cut)
        {
            JsonRange member = default;
            StrictJsonReader reader = new(cut.Json);
            while (reader.NextMember())
            {
                member = reader.NameEquals("c"u8) ? reader.Value : member;
            }

            return reader.IsComplete && cut.TryLocate(member, out (int Start, int Length) place)
                ? System.Text.Encoding.UTF8.GetString(text, place.Start, place.Length)
                : null;
        }
    }
}
