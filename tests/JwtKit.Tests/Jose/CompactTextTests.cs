using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class CompactTextTests
{
    [Test]
    public void Copies_text_of_the_alphabet_as_ASCII()
    {
        const string Text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        byte[] copy = new byte[Text.Length];
        CompactToken.TryCopy(Text, copy);
        Assert.That(Encoding.ASCII.GetString(copy), Is.EqualTo(Text));
    }

    [Test]
    public void Accepts_no_other_character_of_the_first_65536()
    {
        char[] accepted = [.. Enumerable.Range(0, 65536).Select(value => (char)value).Where(value => CompactToken.TryCopy([value], new byte[1]))];
        Assert.That(new string(accepted), Is.EqualTo("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"));
    }

    [TestCase("a.b.c ")]
    [TestCase("a.b.c\n")]
    [TestCase("\ufeffa.b.c")]
    [TestCase("{\"a\":\"a.b.c\"}")]
    [TestCase("a.b.c=")]
    public void Refuses_anything_around_or_inside_a_token(string text) =>
        Assert.That(CompactToken.TryCopy(text, new byte[text.Length]), Is.False);
}
