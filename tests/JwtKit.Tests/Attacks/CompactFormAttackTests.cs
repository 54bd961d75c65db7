using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A11 and A23: text that is not the one compact spelling of a token.</summary>
[TestFixture]
internal sealed class CompactFormAttackTests
{
    private static readonly string Valid = RawToken.WithPayload(RawToken.Payload);

    private static TestCaseData[] Disguised =>
    [
        Case("flattened JSON", $$"""{"protected":"{{Valid.Split('.')[0]}}","payload":"{{Valid.Split('.')[1]}}","signature":"{{Valid.Split('.')[2]}}"}"""),
        Case("general JSON", $$"""{"payload":"{{Valid.Split('.')[1]}}","signatures":[{"protected":"{{Valid.Split('.')[0]}}","signature":"{{Valid.Split('.')[2]}}"}]}"""),
        Case("JSON around", "{\"a\":\"" + Valid + "\"}"),
        Case("polyglot", "{\"" + Valid.Replace(".", "\":\"", StringComparison.Ordinal) + "." + Valid),
        Case("quotes", "\"" + Valid + "\""),
        Case("byte order mark", "\ufeff" + Valid),
        Case("leading space", " " + Valid),
        Case("trailing space", Valid + " "),
        Case("trailing line end", Valid + "\n"),
        Case("trailing CRLF", Valid + "\r\n"),
        Case("line end inside", Valid.Insert(30, "\n")),
        Case("tab inside", Valid.Insert(30, "\t")),
        Case("line end at the dot", Valid.Replace(".", ".\n", StringComparison.Ordinal)),
        Case("NUL at the end", Valid + "\0"),
        Case("scheme", "Bearer " + Valid),
        Case("leading dot", "." + Valid),
        Case("trailing dot", Valid + "."),
        Case("four dots", Valid + ".."),
        Case("double dot", Valid.Replace(".", "..", StringComparison.Ordinal)),
        Case("one dot", Valid[..Valid.LastIndexOf('.')]),
        Case("no dot", Valid.Replace(".", string.Empty, StringComparison.Ordinal)),
        Case("only dots", ".."),
        Case("fullwidth dot", Valid.Replace('.', '．')),
        Case("letter of another script", Valid.Replace('e', 'е')),
        Case("fullwidth letter", "ｅ" + Valid[1..]),
        Case("half of a surrogate pair", Valid + "\ud800"),
        Case("percent", Valid.Replace(".", "%2E", StringComparison.Ordinal)),
        Case("tilde", Valid + "~"),
        Case("comma", Valid + "," + Valid),
    ];

    [TestCaseSource(nameof(Disguised))]
    public async Task A11_Refuses_a_valid_token_in_disguise(string token) => Assert.That(await Verdict.CodeOf(token), Is.EqualTo("malformed"));

    [Test]
    public async Task A11_Accepts_the_token_itself() => Assert.That(await Verdict.CodeOf(Valid), Is.EqualTo("accepted"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task A23_Refuses_padding(int segment) => Assert.That(await Verdict.CodeOf(Changed(segment, static text => text + "=")), Is.EqualTo("malformed"));

    [TestCase("+")]
    [TestCase("/")]
    [TestCase("=")]
    [TestCase(" ")]
    [TestCase("\n")]
    [TestCase("*")]
    public async Task A23_Refuses_foreign_characters_in_a_signed_payload(string character)
    {
        string input = RawToken.Encode(RawToken.Hs256Header) + "." + RawToken.Encode(RawToken.Payload).Insert(8, character);

        Assert.That(await Verdict.CodeOf(RawToken.SignHs256(input, SampleKeys.SecretBytes)), Is.EqualTo("malformed"));
    }

    [TestCase("{}", "e30", "e31")]
    [TestCase("{} ", "e30g", null)]
    [TestCase("{}  ", "e30gIA", "e30gIB")]
    [TestCase("{}  ", "e30gIA", "e30gIP")]
    public async Task A23_Refuses_stray_bits_in_a_signed_payload(string payload, string encoded, string? stray)
    {
        Assume.That(RawToken.Encode(payload), Is.EqualTo(encoded));
        ValidationPolicy policy = SamplePolicy.Make(issuer: Expected.NotChecked, audience: Expected.NotChecked, allowUnlimitedLifetime: true);
        string input = RawToken.Encode(RawToken.Hs256Header) + "." + (stray ?? encoded);

        Assert.That(
            await Verdict.CodeOf(RawToken.SignHs256(input, SampleKeys.SecretBytes), policy), Is.EqualTo(stray is null ? "accepted" : "malformed"));
    }

    [Test]
    public async Task A23_Refuses_stray_bits_in_a_signed_header()
    {
        // 28 bytes end with one spare pair of bits per two characters.
        string header = RawToken.Encode("""{"alg":"HS256","typ":"JWT" }""");
        string input = header[..^1] + (char)(header[^1] + 1) + "." + RawToken.Encode(RawToken.Payload);

        Assert.That(await Verdict.CodeOf(RawToken.SignHs256(input, SampleKeys.SecretBytes)), Is.EqualTo("malformed"));
    }

    [Test]
    public async Task A23_Refuses_each_other_spelling_of_the_signature()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        List<string> codes = [];
        foreach (char last in Alphabet.Where(static character => character != Valid[^1]))
        {
            codes.Add(await Verdict.CodeOf(Valid[..^1] + last));
        }

        Assert.That(codes, Has.Count.EqualTo(63).And.All.EqualTo("invalid_signature"));
    }

    [TestCase("A")]
    [TestCase("AAAAA")]
    public async Task A23_Refuses_an_impossible_length_of_the_payload(string payload) => Assert.That(
        await Verdict.CodeOf(RawToken.SignHs256(RawToken.Encode(RawToken.Hs256Header) + "." + payload, SampleKeys.SecretBytes)), Is.EqualTo("malformed"));

    [Test]
    public async Task A23_Refuses_an_empty_payload() => Assert.That(
        await Verdict.CodeOf(RawToken.SignHs256(RawToken.Encode(RawToken.Hs256Header) + ".", SampleKeys.SecretBytes)), Is.EqualTo("invalid_claims"));

    [Test]
    public async Task A23_Refuses_an_empty_header() => Assert.That(
        await Verdict.CodeOf(RawToken.SignHs256("." + RawToken.Encode(RawToken.Payload), SampleKeys.SecretBytes)), Is.EqualTo("malformed"));

    private static string Changed(int segment, Func<string, string> change)
    {
        string[] segments = Valid.Split('.');
        segments[segment] = change(segments[segment]);
        return string.Join('.', segments);
    }

    private static TestCaseData Case(string name, string token) => new TestCaseData(token).SetArgDisplayNames(name);
}
