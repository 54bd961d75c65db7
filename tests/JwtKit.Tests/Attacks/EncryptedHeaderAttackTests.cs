using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A7, A11 and A22 to A24 in the text and the header of an encrypted token. Key, tag and the token inside are right in each.</summary>
[TestFixture]
internal sealed class EncryptedHeaderAttackTests
{
    private const string Start = """{"alg":"dir","enc":"A256GCM",""";

    private static readonly byte[] Key = RawToken.Utf8(SampleKeys.SecretText[..32]);

    private static readonly string Valid = WithHeader(Start + "\"typ\":\"JWT\"}");

    private static TestCaseData[] Disguised =>
    [
        Case("flattened JSON", JweText.Flatten(Valid)),
        Case("general JSON", $$"""{"protected":"{{Part(0)}}","recipients":[{"encrypted_key":""}],"iv":"{{Part(2)}}","ciphertext":"{{Part(3)}}","tag":"{{Part(4)}}"}"""),
        Case("quotes", "\"" + Valid + "\""),
        Case("polyglot", "{\"" + Valid.Replace(".", "\":\"", StringComparison.Ordinal) + "." + Valid),
        Case("byte order mark", "\ufeff" + Valid),
        Case("leading space", " " + Valid),
        Case("trailing line end", Valid + "\n"),
        Case("line end inside", Valid.Insert(30, "\r\n")),
        Case("line end at the dot", Valid.Replace(".", ".\n", StringComparison.Ordinal)),
        Case("NUL at the end", Valid + "\0"),
        Case("scheme", "Bearer " + Valid),
        Case("five dots", Valid + "."),
        Case("three dots", Valid[..Valid.LastIndexOf('.')]),
        Case("fullwidth dot", Valid.Replace('.', '．')),
        Case("comma", Valid + "," + Valid),
    ];

    [Test]
    public async Task A11_Accepts_the_encrypted_token_itself() => Assert.That(await CodeOf(Valid), Is.EqualTo("accepted"));

    [TestCaseSource(nameof(Disguised))]
    public async Task A11_Refuses_an_encrypted_token_in_disguise(string token) => Assert.That(await CodeOf(token), Is.EqualTo("malformed"));

    [TestCase("../../../../dev/null")]
    [TestCase("' OR '1'='1")]
    [TestCase("\\u0000")]
    [TestCase("2026-01\\u0000")]
    [TestCase("2026-01\\r\\nX-Injected: 1")]
    [TestCase("2026-01 ")]
    [TestCase("")]
    public async Task A07_Looks_the_kid_of_an_encrypted_token_up_as_opaque_text(string keyId)
    {
        TokenFailure failure = await Verdict.FailureOf(WithHeader($"{Start}\"kid\":\"{keyId}\"}}"), Named());

        Assert.That((failure.Code, System.Text.RegularExpressions.Regex.IsMatch(failure.Found ?? "", "\\p{C}")), Is.EqualTo(("unknown_key", false)));
    }

    [TestCase("2026-01", ExpectedResult = "accepted")]
    [TestCase("2026-0\\u0031", ExpectedResult = "accepted")]
    public Task<string> A07_Finds_the_key_that_is_named(string keyId) => Verdict.CodeOf(WithHeader($"{Start}\"kid\":\"{keyId}\"}}"), Named());

    [TestCase(257, ExpectedResult = "unknown_key")]
    [TestCase(10 * 1024, ExpectedResult = "malformed")]
    public Task<string> A07_Refuses_a_long_kid_of_an_encrypted_token(int length) =>
        Verdict.CodeOf(WithHeader($"{Start}\"kid\":\"{new string('k', length)}\"}}"), Named());

    [TestCase(Start + "\"alg\":\"dir\"}")]
    [TestCase(Start + "\"enc\":\"A256GCM\"}")]
    [TestCase(Start + "\"\\u0061lg\":\"dir\"}")]
    [TestCase(Start + "\"\\u0065nc\":\"A128GCM\"}")]
    [TestCase(Start + "\"x\":1,\"x\":2}")]
    [TestCase(Start + "\"x\":[{\"y\":1,\"\\u0079\":2}]}")]
    public async Task A22_Refuses_repeated_members_in_the_header_of_an_encrypted_token(string header) =>
        Assert.That(await CodeOf(WithHeader(header)), Is.EqualTo("malformed"));

    [Test]
    public async Task A23_Refuses_another_spelling_of_a_segment([Values(0, 2, 3, 4)] int segment, [Values("=", "+", "/", " ", "\n", "*")] string added) =>
        Assert.That(await CodeOf(JweText.WithPart(Valid, segment, text => text + added)), Is.EqualTo("malformed"));

    /// <summary>The tag's 16 bytes leave four bits over in the last of its 22 characters, which are zero.</summary>
    [Test]
    public async Task A23_Refuses_stray_bits_of_the_tag()
    {
        string stray = Valid[..^1] + (char)(Valid[^1] + 1);
        Assume.That("AQgw", Does.Contain(Valid[^1]));

        Assert.That(await CodeOf(stray), Is.EqualTo("malformed"));
    }

    [TestCase(Start + "\"x\":1}{}")]
    [TestCase(Start + "\"x\":1}\0")]
    [TestCase(Start + "\"x\":1,}")]
    [TestCase(Start + "/**/\"x\":1}")]
    [TestCase("\ufeff" + Start + "\"x\":1}")]
    [TestCase(Start + "\"x\":\"\\ud800\"}")]
    [TestCase(Start + "\"\\ud800\":1}")]
    [TestCase(Start + "\"x\":NaN}")]
    [TestCase("[" + Start + "\"x\":1}]")]
    public async Task A24_Refuses_a_header_of_an_encrypted_token_that_is_not_strict(string header) =>
        Assert.That(await CodeOf(WithHeader(header)), Is.EqualTo("malformed"));

    [Test]
    public async Task A24_Refuses_malformed_UTF8_in_the_header_of_an_encrypted_token()
    {
        byte[] header = [.. RawToken.Utf8(Start + "\"x\":\""), 0xc0, 0xaf, .. "\"}"u8];

        Assert.That(await CodeOf(JweText.WithPart(Valid, 0, _ => System.Buffers.Text.Base64Url.EncodeToString(header))), Is.EqualTo("malformed"));
    }

    private static string Part(int number) => Valid.Split('.')[number];

    private static string WithHeader(string header) => HandMadeJwe.Make(header, [], Key, ContentEncryption.A256Gcm);

    private static Task<string> CodeOf(string token) => Verdict.CodeOf(token, SampleEncryption.Policy());

    private static ValidationPolicy Named() => SampleEncryption.Policy(DecryptionKey.Direct(Secret.FromBytes(Key), "2026-01"));

    private static TestCaseData Case(string name, string token) => new TestCaseData(token).SetArgDisplayNames(name);
}
