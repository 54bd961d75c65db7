using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A22 and A24: JSON that parsers read differently.</summary>
[TestFixture]
internal sealed class JsonAttackTests
{
    private static string[] NotStrict =>
    [
        "{\"alg\":\"HS256\",\"exp\":1767225900}x",
        "{\"alg\":\"HS256\",\"exp\":1767225900}{}",
        "{\"alg\":\"HS256\",\"exp\":1767225900},",
        "{\"alg\":\"HS256\",\"exp\":1767225900}\0",
        "{\"alg\":\"HS256\",\"exp\":1767225900,}",
        "{\"alg\":\"HS256\",\"exp\":1767225900",
        "\ufeff{\"alg\":\"HS256\",\"exp\":1767225900}",
        "/**/{\"alg\":\"HS256\",\"exp\":1767225900}",
        "{\"alg\":\"HS256\",/* */\"exp\":1767225900}",
        "{\"alg\":\"HS256\",\"exp\":1767225900}//",
        "{'alg':'HS256','exp':1767225900}",
        "{alg:\"HS256\",exp:1767225900}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\"\\ud800\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\"\\udc00\\ud800\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":[{\"b\":\"\\udbff\"}]}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"\\ud800\":1}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":{\"\\udfff\":1}}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\"\\x41\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\"\\u00g0\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\"line\nend\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":NaN}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":undefined}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":True}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":01}",
        "[{\"alg\":\"HS256\",\"exp\":1767225900}]",
        "[]",
        "\"text\"",
        "1",
        "null",
        "true",
        "",
        " ",
        "alg",
    ];

    private static string[] Repeated =>
    [
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"exp\":1767225900}",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\",\"exp\":1767225900}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"\\u0065xp\":1767225900}",
        "{\"\\u0061lg\":\"HS256\",\"exp\":1767225900,\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":1,\"a\":2}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"\":1,\"\":2}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"/\":1,\"\\/\":2}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":{\"b\":1,\"b\":2}}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":[{\"b\":{\"c\":1,\"\\u0063\":2}}]}",
        "{\"alg\":\"HS256\",\"exp\":1767225900,\"\\ud83d\\ude42\":1,\"🙂\":2}",
        "{\"alg\":\"HS256\",\"exp\":1767225900," + string.Join(',', Enumerable.Range(0, 40).Select(static i => $"\"m{i}\":0")) + ",\"m0\":1}",
        "{\"alg\":\"HS256\",\"exp\":1767225900," + string.Join(',', Enumerable.Range(0, 40).Select(static i => $"\"m{i}\":0")) + ",\"m39\":1}",
    ];

    private static byte[][] NotUtf8 =>
    [
        [0x80],
        [0xc3],
        [0xc3, 0x28],
        [0xc0, 0xaf],
        [0xe0, 0x80, 0xaf],
        [0xed, 0xa0, 0x80],
        [0xed, 0xa0, 0xbd, 0xed, 0xb9, 0x82],
        [0xf4, 0x90, 0x80, 0x80],
        [0xf8, 0x88, 0x80, 0x80, 0x80],
        [0xff],
        [0xfe, 0xff],
    ];

    private static ValidationPolicy AnyIssuer => SamplePolicy.Make(issuer: Expected.NotChecked, audience: Expected.NotChecked);

    [TestCaseSource(nameof(Repeated))]
    public async Task A22_Refuses_repeated_members_in_a_header(string json) => Assert.That(await Verdict.CodeOf(RawToken.WithHeader(json)), Is.EqualTo("malformed"));

    [TestCaseSource(nameof(Repeated))]
    public async Task A22_Refuses_repeated_members_in_claims(string json) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithPayload(json), AnyIssuer), Is.EqualTo("invalid_claims"));

    [TestCase("{\"alg\":\"HS256\",\"exp\":1767225900,\"Exp\":1,\"a\":{\"exp\":1},\"b\":[{\"x\":1},{\"x\":2}]}")]
    public async Task A22_Accepts_the_same_name_at_different_places(string json) => Assert.That(
        await Verdict.CodeOf(RawToken.Hs256(json, json), AnyIssuer), Is.EqualTo("accepted"));

    [TestCaseSource(nameof(NotStrict))]
    public async Task A24_Refuses_a_header_that_is_not_strict(string json) => Assert.That(await Verdict.CodeOf(RawToken.WithHeader(json)), Is.EqualTo("malformed"));

    [TestCaseSource(nameof(NotStrict))]
    public async Task A24_Refuses_claims_that_are_not_strict(string json) =>
        Assert.That(await Verdict.CodeOf(RawToken.WithPayload(json), AnyIssuer), Is.EqualTo("invalid_claims"));

    [TestCaseSource(nameof(NotUtf8))]
    public async Task A24_Refuses_malformed_UTF8_in_a_header(byte[] bytes) =>
        Assert.That(await Verdict.CodeOf(RawToken.Hs256(WithText(bytes), RawToken.Utf8(RawToken.Payload), SampleKeys.SecretBytes)), Is.EqualTo("malformed"));

    [TestCaseSource(nameof(NotUtf8))]
    public async Task A24_Refuses_malformed_UTF8_in_claims(byte[] bytes) => Assert.That(
        await Verdict.CodeOf(RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), WithText(bytes), SampleKeys.SecretBytes), AnyIssuer),
        Is.EqualTo("invalid_claims"));

    [TestCaseSource(nameof(NotUtf8))]
    public async Task A24_Refuses_malformed_UTF8_in_a_name(byte[] bytes)
    {
        byte[] claims = [.. "{\"exp\":1767225900,\""u8, .. bytes, .. "\":1}"u8];

        Assert.That(
            await Verdict.CodeOf(RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), claims, SampleKeys.SecretBytes), AnyIssuer), Is.EqualTo("invalid_claims"));
    }

    [Test]
    public async Task A24_Accepts_white_space_that_JSON_allows() => Assert.That(
        await Verdict.CodeOf(RawToken.Hs256(" \t\r\n{ \"alg\" : \"HS256\" }\n", " { \"exp\" : 1767225900 } "), AnyIssuer), Is.EqualTo("accepted"));

    [Test]
    public async Task A24_Accepts_an_escaped_pair_of_surrogates() =>
        Assert.That((await Verdict.TokenOf(RawToken.WithMember("\"sub\":\"\\ud83d\\ude42\""))).Subject, Is.EqualTo("🙂"));

    private static byte[] WithText(byte[] bytes) => [.. "{\"alg\":\"HS256\",\"exp\":1767225900,\"a\":\""u8, .. bytes, .. "\"}"u8];
}
