using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class SecretDecodingTests
{
    private const string Empty = "The secret is empty; at least 32 bytes are needed for HS256. Secret.Generate() makes one.";

    [TestCase("plain")]
    [TestCase("with=padding==")]
    [TestCase("c2VjcmV0")]
    [TestCase("Grüße 😀")]
    [TestCase(" leading and trailing \n")]
    [TestCase("\ufeffmark")]
    public void Takes_text_as_its_exact_UTF8(string text) => Assert.That(Bytes(Secret.FromText(text)), Is.EqualTo(Encoding.UTF8.GetBytes(text)));

    [Test]
    public void Refuses_text_with_half_of_a_surrogate_pair() => Assert.That(
        () => Secret.FromText("secret\ud800"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'text')"));

    [TestCase("AQID", new byte[] { 1, 2, 3 })]
    [TestCase("+/8=", new byte[] { 0xfb, 0xff })]
    [TestCase("AA==", new byte[] { 0 })]
    public void Decodes_base64(string text, byte[] expected) => Assert.That(Bytes(Secret.FromBase64(text)), Is.EqualTo(expected));

    [TestCase("AA")]
    [TestCase("AAA")]
    [TestCase("-_8=")]
    [TestCase(" AQID")]
    [TestCase("AQID\n")]
    [TestCase("AQ ID")]
    [TestCase("AQID=")]
    [TestCase("AB==")]
    [TestCase("====")]
    [TestCase("geheim!!")]
    [TestCase("ＡＱＩＤ")]
    public void Refuses_what_is_not_base64(string text) => Assert.That(
        () => Secret.FromBase64(text),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The secret is not base64 (letters, digits, '+', '/' and '=' padding). A secret that is meant as text goes through Secret.FromText."));

    [TestCase("AQID", new byte[] { 1, 2, 3 })]
    [TestCase("-_8", new byte[] { 0xfb, 0xff })]
    [TestCase("AA", new byte[] { 0 })]
    public void Decodes_base64url(string text, byte[] expected) => Assert.That(Bytes(Secret.FromBase64Url(text)), Is.EqualTo(expected));

    [TestCase("AA==")]
    [TestCase("+/8")]
    [TestCase("A")]
    [TestCase("AB")]
    [TestCase(" AQID")]
    [TestCase("AQID\n")]
    [TestCase("Ä")]
    [TestCase("ÄÄÄÄÄÄÄÄ")]
    public void Refuses_what_is_not_base64url(string text) => Assert.That(
        () => Secret.FromBase64Url(text),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The secret is not base64url (letters, digits, '-' and '_', without padding). A secret that is meant as text goes through Secret.FromText."));

    [TestCase("00ff10", new byte[] { 0, 0xff, 0x10 })]
    [TestCase("ABcdEF", new byte[] { 0xab, 0xcd, 0xef })]
    public void Decodes_hexadecimal_digits_of_either_case(string text, byte[] expected) => Assert.That(Bytes(Secret.FromHex(text)), Is.EqualTo(expected));

    [TestCase("0")]
    [TestCase("000")]
    [TestCase("0x00")]
    [TestCase("gg")]
    [TestCase(" 00")]
    [TestCase("00 ")]
    [TestCase("00:11")]
    [TestCase("００")]
    public void Refuses_what_is_not_hexadecimal(string text) => Assert.That(
        () => Secret.FromHex(text),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The secret is not hexadecimal (an even number of digits 0-9 and a-f). A secret that is meant as text goes through Secret.FromText."));

    [Test]
    public void Refuses_an_empty_secret_however_it_is_given() => Assert.Multiple(() =>
    {
        Assert.That(() => Secret.FromText(string.Empty), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Empty));
        Assert.That(() => Secret.FromBase64(string.Empty), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Empty));
        Assert.That(() => Secret.FromBase64Url(string.Empty), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Empty));
        Assert.That(() => Secret.FromHex(string.Empty), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Empty));
        Assert.That(() => Secret.FromBytes([]), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Empty));
    });

    [Test]
    public void Throws_for_null() => Assert.Multiple(() =>
    {
        Assert.That(() => Secret.FromText(null!), Throws.ArgumentNullException);
        Assert.That(() => Secret.FromBase64(null!), Throws.ArgumentNullException);
        Assert.That(() => Secret.FromBase64Url(null!), Throws.ArgumentNullException);
        Assert.That(() => Secret.FromHex(null!), Throws.ArgumentNullException);
    });

    private static byte[] Bytes(Secret secret)
    {
        using (secret)
        {
            return secret.Peek().ToArray();
        }
    }
}
