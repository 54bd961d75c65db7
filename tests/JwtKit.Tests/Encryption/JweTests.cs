using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The byte-level doors, apart from what every combination does.</summary>
[TestFixture]
internal sealed class JweTests
{
    private const string NoMediaType = "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out.";

    private static EncryptionTarget Target => SampleEncryption.DirectTarget;

    private static TestCaseData[] Texts =>
    [
        Case("null", null),
        Case("nothing", string.Empty),
        Case("four dots", "...."),
        Case("line break", Jwe.Encrypt([], Target) + "\n"),
        Case("white space", " " + Jwe.Encrypt([], Target)),
        Case("byte order mark", "\ufeff" + Jwe.Encrypt([], Target)),
        Case("padding", Jwe.Encrypt([], Target) + "=="),
        Case("five dots", Jwe.Encrypt([], Target) + "."),
        Case("no header", JweText.WithPart(Jwe.Encrypt([], Target), 0, static _ => string.Empty)),
        Case("a header that is an array", JweText.WithHeader(Jwe.Encrypt([], Target), "[]")),
        Case("a header that names alg twice", JweText.WithHeader(Jwe.Encrypt([], Target), """{"alg":"dir","alg":"dir","enc":"A256GCM"}""")),
        Case("a header without enc", JweText.WithHeader(Jwe.Encrypt([], Target), """{"alg":"dir"}""")),
        Case("a header without alg", JweText.WithHeader(Jwe.Encrypt([], Target), """{"enc":"A256GCM"}""")),
        Case("an encrypted key beside a shared one", JweText.WithPart(Jwe.Encrypt([], Target), 1, static _ => "AA")),
        Case("a surrogate", "\ud800...."),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Decrypts_nothing_from(string? text) => Assert.That(Jwe.TryDecrypt(text, SampleEncryption.DirectKey, out _), Is.False);

    [TestCaseSource(nameof(Texts))]
    public async Task Decrypts_nothing_asynchronously_from(string? text) => Assert.That(await Jwe.DecryptAsync(text, SampleEncryption.DirectKey), Is.Null);

    [Test]
    public void Gives_no_plaintext_where_it_fails()
    {
        Jwe.TryDecrypt(Jwe.Encrypt([], Target) + "AAAA", SampleEncryption.DirectKey, out byte[]? plaintext);
        Assert.That(plaintext, Is.Null);
    }

    [TestCase("")]
    [TestCase("J WT")]
    [TestCase("JWT\n")]
    [TestCase("Jwt\u00e9")]
    public void Refuses_a_type_that_is_no_media_type(string type) =>
        Assert.That(() => Jwe.Encrypt([], Target, type), Throws.ArgumentException.With.Message.EqualTo(NoMediaType + " (Parameter 'type')"));

    [Test]
    public void Refuses_a_content_type_that_is_no_media_type() =>
        Assert.That(() => Jwe.EncryptJson([], Target, null, "a b"), Throws.ArgumentException.With.Message.EqualTo(NoMediaType + " (Parameter 'contentType')"));

    [Test]
    public void Throws_when_the_target_is_null() => Assert.That(() => Jwe.Encrypt([], null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("target"));

    [Test]
    public void Throws_when_the_key_is_null() => Assert.That(() => Jwe.TryDecrypt("....", null!, out _), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("key"));

    [Test]
    public void Throws_when_the_buffer_is_null() =>
        Assert.That(() => Jwe.Encrypt([], Target, (System.Buffers.IBufferWriter<byte>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("destination"));

    private static TestCaseData Case(string name, string? text) => new TestCaseData(text).SetArgDisplayNames(name);
}
