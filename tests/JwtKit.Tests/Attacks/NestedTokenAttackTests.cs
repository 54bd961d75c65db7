using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A9 and A10: encryption, which anyone with a public key can do, taken for a signature.</summary>
[TestFixture]
internal sealed class NestedTokenAttackTests
{
    private static TestCaseData[] Unsigned =>
    [
        Case("bare claims", "malformed", RawToken.Payload),
        Case("encoded claims", "malformed", RawToken.Encode(RawToken.Payload)),
        Case("nothing", "malformed", string.Empty),
        Case("white space before it", "malformed", " " + RawToken.WithPayload(RawToken.Payload)),
        Case("line end behind it", "malformed", RawToken.WithPayload(RawToken.Payload) + "\n"),
        Case("byte order mark before it", "malformed", "\ufeff" + RawToken.WithPayload(RawToken.Payload)),
        Case("JSON serialization", "malformed", """{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}"""),
        Case("header and claims", "malformed", RawToken.Encode(RawToken.Hs256Header) + "." + RawToken.Encode(RawToken.Payload)),
        Case("alg none", "algorithm_mismatch", RawToken.Encode("""{"alg":"none"}""") + "." + RawToken.Encode(RawToken.Payload) + "."),
        Case("alg nOnE", "algorithm_mismatch", RawToken.Encode("""{"alg":"nOnE"}""") + "." + RawToken.Encode(RawToken.Payload) + "."),
        Case("no alg", "algorithm_mismatch", RawToken.Encode("{}") + "." + RawToken.Encode(RawToken.Payload) + "."),
        Case("alg dir", "algorithm_mismatch", RawToken.WithHeader("""{"alg":"dir","enc":"A256GCM"}""")),
        Case("no signature", "invalid_signature", RawToken.Encode(RawToken.Hs256Header) + "." + RawToken.Encode(RawToken.Payload) + "."),
        Case("another key's signature", "invalid_signature", RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.Payload), new byte[32])),
        Case("the decryption key's signature", "invalid_signature", RawToken.Hs256(
            RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.Payload), RawToken.Utf8(SampleKeys.SecretText[..32]))),
        Case("a signature over other claims", "invalid_signature", WithOtherClaims()),
    ];

    [TestCaseSource(nameof(Unsigned))]
    public async Task A9_A10_Refuses_what_is_not_rightly_signed_inside(string code, string inside) =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Around(inside), SampleEncryption.Policy()), Is.EqualTo(code));

    [Test]
    public async Task A9_Accepts_the_token_that_is_changed_here() =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Around(RawToken.WithPayload(RawToken.Payload)), SampleEncryption.Policy()), Is.EqualTo("accepted"));

    [Test]
    public async Task A9_Refuses_an_encrypted_token_where_signed_ones_are_expected() =>
        Assert.That(await Verdict.CodeOf(SampleEncryption.Nested()), Is.EqualTo("encrypted"));

    [Test]
    public async Task A9_Refuses_a_signed_token_where_encrypted_ones_are_expected() =>
        Assert.That(await Verdict.CodeOf(RawToken.WithPayload(RawToken.Payload), SampleEncryption.Policy()), Is.EqualTo("not_encrypted"));

    [Test]
    public void A9_Verifies_no_encrypted_message_as_a_signed_one() =>
        Assert.That(Jws.TryVerify(SampleEncryption.Nested(), SampleKeys.Hs256.VerificationKey, out _), Is.False);

    [Test]
    public void A9_Decrypts_no_signed_message() =>
        Assert.That(Jwe.TryDecrypt(RawToken.WithPayload(RawToken.Payload), SampleEncryption.DirectKey, out _), Is.False);

    [TestCase("a.b.c.d.e")]
    [TestCase("....")]
    [TestCase("e30....")]
    public async Task A9_Finds_four_dots_alone_no_encrypted_token(string token) => Assert.That(
        (await Verdict.CodeOf(token), await Verdict.CodeOf(token, SampleEncryption.Policy())), Is.EqualTo(("malformed", "malformed")));

    [Test]
    public async Task A10_Checks_the_claims_inside() => Assert.That(
        await Verdict.CodeOf(SampleEncryption.Around(RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api","exp":1}""")), SampleEncryption.Policy()),
        Is.EqualTo("expired"));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public async Task A10_Refuses_an_encrypted_token_inside_another(int more)
    {
        string token = SampleEncryption.Nested(target: SampleEncryption.DirectTarget);
        for (int i = 0; i < more; i++)
        {
            token = SampleEncryption.Around(token);
        }

        Assert.That(await Verdict.CodeOf(token, SampleEncryption.Policy()), Is.EqualTo("malformed"));
    }

    [Test]
    public async Task A10_Refuses_a_signed_token_around_an_encrypted_one()
    {
        string inside = SampleEncryption.Nested();
        string token = Jws.Sign(RawToken.Utf8(inside), SampleKeys.Hs256, "JWT", "JWT");

        Assert.That(await Verdict.CodeOf(token), Is.EqualTo("invalid_claims"));
    }

    [TestCase("""{"alg":"dir","enc":"A256GCM","crit":["exp"]}""")]
    [TestCase("""{"alg":"dir","enc":"A256GCM","b64":false}""")]
    public async Task A10_Refuses_an_extension_outside(string header)
    {
        byte[] key = RawToken.Utf8(SampleKeys.SecretText[..32]);
        string token = HandMadeJwe.Make(header, [], key, ContentEncryption.A256Gcm);

        Assert.That(
            (await Verdict.CodeOf(token, SampleEncryption.Policy()), Jwe.TryDecrypt(token, SampleEncryption.DirectKey, out _)),
            Is.EqualTo(("unsupported_header", false)));
    }

    [Test]
    public async Task A10_Reads_no_key_out_of_the_header()
    {
        const string header = """{"alg":"dir","enc":"A256GCM","jwk":{"kty":"oct","k":"AAAA"},"jku":"https://attacker.example","x5u":"https://attacker.example","x5c":["AA=="],"iss":"cs-2"}""";
        string token = HandMadeJwe.Make(header, [], RawToken.Utf8(SampleKeys.SecretText[..32]), ContentEncryption.A256Gcm);

        Assert.That(await Verdict.CodeOf(token, SampleEncryption.Policy()), Is.EqualTo("accepted"));
    }

    private static string WithOtherClaims()
    {
        string[] parts = RawToken.WithPayload(RawToken.Payload).Split('.');
        return $"{parts[0]}.{RawToken.Encode(RawToken.OpenPayload + ",\"admin\":true}")}.{parts[2]}";
    }

    private static TestCaseData Case(string name, string code, string inside) => new TestCaseData(code, inside).SetArgDisplayNames(name);
}
