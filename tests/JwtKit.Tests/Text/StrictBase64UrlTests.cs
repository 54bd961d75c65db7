using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictBase64UrlTests
{
    [Test]
    public void Round_trips_every_length_up_to_300()
    {
        byte[] source = new byte[300];
        FixedSeed.NewRandom().NextBytes(source);
        Assert.Multiple(() =>
        {
            for (int length = 0; length <= source.Length; length++)
            {
                byte[] bytes = source[..length];
                Assert.That(Base64UrlText.Decode(Base64UrlText.Encode(bytes)), Is.EqualTo(bytes), $"{length} bytes");
            }
        });
    }

    [TestCase("", "")]
    [TestCase("f", "Zg")]
    [TestCase("fo", "Zm8")]
    [TestCase("foo", "Zm9v")]
    [TestCase("foob", "Zm9vYg")]
    [TestCase("fooba", "Zm9vYmE")]
    [TestCase("foobar", "Zm9vYmFy")]
    public void Encodes_the_vectors_of_RFC_4648_section_10_without_padding(string text, string expected) =>
        Assert.That(Base64UrlText.Encode(Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));

    [Test]
    public void Writes_minus_and_underscore_for_the_last_two_values() =>
        Assert.That(Base64UrlText.Encode([0xfb, 0xff]), Is.EqualTo("-_8"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(256)]
    public void The_encoded_length_is_what_is_written(int byteCount) =>
        Assert.That(Base64UrlText.Encode(new byte[byteCount]), Has.Length.EqualTo(StrictBase64Url.EncodedLength(byteCount)));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(256)]
    public void The_maximum_decoded_length_of_canonical_text_is_exact(int byteCount) =>
        Assert.That(StrictBase64Url.MaximumDecodedLength(StrictBase64Url.EncodedLength(byteCount)), Is.EqualTo(byteCount));

    [TestCase("Zg==")]
    [TestCase("Zm8=")]
    [TestCase("Zg=")]
    [TestCase("=")]
    [TestCase("Zm9v====")]
    public void Refuses_padding(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase("+_8")]
    [TestCase("ab+d")]
    public void Refuses_plus(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase("-/8")]
    [TestCase("ab/d")]
    public void Refuses_slash(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase(" Zm9v")]
    [TestCase("Zm9v ")]
    [TestCase("Zm 9v")]
    [TestCase("Zm9v\n")]
    [TestCase("Zm\r\n9v")]
    [TestCase("Zm\t9v")]
    [TestCase(" ")]
    public void Refuses_white_space(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase("A")]
    [TestCase("Zm9vY")]
    [TestCase("Zm9vZm9vY")]
    public void Refuses_a_length_of_1_mod_4(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase("Zh")]
    [TestCase("Zn")]
    [TestCase("Zv")]
    [TestCase("Zm9")]
    [TestCase("Zm-")]
    [TestCase("Zm9vYh")]
    public void Refuses_stray_trailing_bits(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [TestCase("Zm9ä")]
    [TestCase("Zm9\u00a0")]
    [TestCase("Ｚm9v")]
    [TestCase("Zm9\u0000")]
    [TestCase("Zm9.")]
    public void Refuses_foreign_characters(string text) => Assert.That(Base64UrlText.Decode(text), Is.Null);

    [Test]
    public void Refuses_each_of_the_192_other_bytes()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        byte[] foreign = [.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => !Alphabet.Contains((char)value))];
        byte[] accepted = [.. foreign.Where(value => StrictBase64Url.TryDecode([(byte)'A', value, (byte)'A', (byte)'A'], new byte[3], out _))];
        Assert.That((foreign.Length, accepted.Length), Is.EqualTo((192, 0)));
    }
}
