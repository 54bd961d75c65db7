using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The flattened JSON serialization (RFC 7516 section 7.2.2).</summary>
[TestFixture]
internal sealed class JweJsonTests
{
    private static readonly byte[] Content = [.. "what is encrypted"u8];
    private static readonly byte[] Additional = [.. "orders/export"u8];

    private static EncryptionTarget Target => SampleEncryption.DirectTarget;

    private static DecryptionKey Key => SampleEncryption.DirectKey;

    private static TestCaseData[] Damaged =>
    [
        Case("a general form", """{"recipients":[{}],""" + Members),
        Case("no recipients", """{"recipients":[],""" + Members),
        Case("an unprotected header", """{"unprotected":{},""" + Members),
        Case("a recipient's header", """{"header":{"alg":"dir"},""" + Members),
        Case("a member twice", """{"iv":"AAAAAAAAAAAAAAAA",""" + Members),
        Case("an escaped member twice", """{"i\u0076":"AAAAAAAAAAAAAAAA",""" + Members),
        Case("an encrypted key of null", """{"encrypted_key":null,""" + Members),
        Case("an encrypted key beside a shared one", """{"encrypted_key":"AA",""" + Members),
        Case("an aad of null", """{"aad":null,""" + Members),
        Case("an empty aad", """{"aad":"",""" + Members),
        Case("an unexpected aad", """{"aad":"AA",""" + Members),
        Case("an array", "[{" + Members + "]"),
        Case("text behind it", "{" + Members + "x"),
        Case("a comment", "{/**/" + Members),
        Case("a byte order mark", "\ufeff{" + Members),
        Case("a lone surrogate", "{\"x\":\"\ud800\"," + Members),
        Case("a lone surrogate, escaped", "{\"x\":\"\\ud800\"," + Members),
        Case("no protected header", "{" + Members.Replace("\"protected\"", "\"x\"", StringComparison.Ordinal)),
        Case("no iv", "{" + Members.Replace("\"iv\"", "\"x\"", StringComparison.Ordinal)),
        Case("no ciphertext", "{" + Members.Replace("\"ciphertext\"", "\"x\"", StringComparison.Ordinal)),
        Case("no tag", "{" + Members.Replace("\"tag\"", "\"x\"", StringComparison.Ordinal)),
        Case("an escaped tag", "{" + Members.Replace("\"tag\":\"", "\"tag\":\"\\u0041", StringComparison.Ordinal)),
        Case("padding", "{" + Members.Replace("\"}", "==\"}", StringComparison.Ordinal)),
        Case("nothing", string.Empty),
        Case("null", "null"),
        Case("the compact form", Jwe.Encrypt(Content, Target)),
    ];

    [Test]
    public void Writes_exactly_the_members_of_a_shared_key() => Assert.That(Names(Jwe.EncryptJson(Content, Target)), Is.EqualTo(new[] { "protected", "iv", "ciphertext", "tag" }));

    [Test]
    public void Writes_exactly_the_members_of_a_wrapped_key() => Assert.That(
        Names(Jwe.EncryptJson(Content, SampleEncryption.OaepTarget, additionalData: Additional)),
        Is.EqualTo(new[] { "protected", "encrypted_key", "aad", "iv", "ciphertext", "tag" }));

    [Test]
    public void Puts_the_whole_header_under_protection() => Assert.That(
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(Value(Jwe.EncryptJson(Content, Target, "a+jwe", "text/plain"), "protected"))),
        Is.EqualTo("""{"alg":"dir","enc":"A256GCM","typ":"a+jwe","cty":"text/plain"}"""));

    [Test]
    public void Decrypts_what_was_encrypted_with_additional_data()
    {
        Jwe.TryDecryptJson(Jwe.EncryptJson(Content, Target, additionalData: Additional), Key, out byte[]? plaintext, Additional);
        Assert.That(plaintext, Is.EqualTo(Content));
    }

    [TestCase("")]
    [TestCase("orders/expor")]
    [TestCase("orders/export2")]
    [TestCase("Orders/export")]
    public void Refuses_other_additional_data_than_expected(string expected) =>
        Assert.That(Jwe.TryDecryptJson(Jwe.EncryptJson(Content, Target, additionalData: Additional), Key, out _, RawToken.Utf8(expected)), Is.False);

    [Test]
    public void Refuses_a_message_without_the_expected_additional_data() =>
        Assert.That(Jwe.TryDecryptJson(Jwe.EncryptJson(Content, Target), Key, out _, Additional), Is.False);

    [Test]
    public void Refuses_additional_data_that_was_put_in_later()
    {
        string json = Jwe.EncryptJson(Content, Target).Insert(1, $"\"aad\":\"{RawToken.Encode("orders/export")}\",");
        Assert.That(Jwe.TryDecryptJson(json, Key, out _, Additional), Is.False);
    }

    [TestCaseSource(nameof(Damaged))]
    public void Refuses(string json) => Assert.That(Jwe.TryDecryptJson(json, Key, out _), Is.False);

    [Test]
    public void Refuses_no_text_at_all() => Assert.That(Jwe.TryDecryptJson(null, Key, out _), Is.False);

    [Test]
    public void Decrypts_the_message_that_is_damaged_here() => Assert.That(Jwe.TryDecryptJson("{" + Members, Key, out _), Is.True);

    [Test]
    public void Passes_over_members_that_it_does_not_know() => Assert.That(Jwe.TryDecryptJson("""{"x":{"iv":1},""" + Members, Key, out _), Is.True);

    [Test]
    public void Takes_white_space_between_members() => Assert.That(Jwe.TryDecryptJson(" {\r\n\t" + Members + " \n", Key, out _), Is.True);

    /// <summary>A right message without its first bracket.</summary>
    private static string Members => JweText.Flatten(Jwe.Encrypt(Content, Target))[1..];

    private static IEnumerable<string> Names(string json) => System.Text.Json.JsonElement.Parse(json).EnumerateObject().Select(static member => member.Name);

    private static string Value(string json, string name) => System.Text.Json.JsonElement.Parse(json).GetProperty(name).GetString()!;

    private static TestCaseData Case(string name, string json) => new TestCaseData(json).SetArgDisplayNames(name);
}
