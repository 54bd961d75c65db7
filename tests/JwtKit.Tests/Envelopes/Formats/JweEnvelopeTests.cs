using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A4, A5, A9, A19: what an envelope in a JWE format looks like, and which JWEs are none.</summary>
[TestFixture]
internal sealed class JweEnvelopeTests
{
    private const string Ordinary = """{"alg":"dir","enc":"A256GCM"}""";

    private static readonly EnvelopeContext Context = "orders/export";
    private static readonly byte[] Content = [.. "what is sealed"u8];
    private static readonly TestEnvelope Json = TestEnvelope.All.Single(static test => test.Name == "dir JweJson");
    private static readonly TestEnvelope Compact = TestEnvelope.All.Single(static test => test.Name == "dir JweCompact");

    private static string[] RefusedHeaders =>
    [
        """{"alg":"dir","enc":"A128GCM"}""",
        """{"alg":"dir","enc":"A192GCM"}""",
        """{"alg":"dir","enc":"A128CBC-HS256"}""",
        """{"alg":"dir","enc":"a256gcm"}""",
        """{"alg":"dir"}""",
        """{"alg":"DIR","enc":"A256GCM"}""",
        """{"alg":"RSA-OAEP","enc":"A256GCM"}""",
        """{"alg":"A256KW","enc":"A256GCM"}""",
        """{"alg":"PBES2-HS256+A128KW","p2c":2147483647,"p2s":"AAAAAAAAAAA","enc":"A256GCM"}""",
        """{"enc":"A256GCM"}""",
        """{"alg":"dir","enc":"A256GCM","zip":"DEF"}""",
        """{"alg":"dir","enc":"A256GCM","crit":["exp"],"exp":1}""",
        """{"alg":"dir","enc":"A256GCM","crit":[]}""",
        """{"alg":"dir","enc":"A256GCM","b64":false}""",
        """{"alg":"dir","enc":"A256GCM","b64":true}""",
        """{"alg":"dir","enc":"A256GCM","enc":"A256GCM"}""",
        """{"alg":"dir","enc":"A256GCM","\u0065nc":"A256GCM"}""",
        """{"alg":"dir","enc":"A256GCM","typ":"JWT"}""",
        """{"alg":"dir","enc":"A256GCM","typ":"at+jwt"}""",
        """{"alg":"dir","enc":"A256GCM","typ":""}""",
        """{"alg":"dir","enc":"A256GCM","typ":1}""",
        """{"alg":"dir","enc":"A256GCM","cty":"JWT"}""",
        """{"alg":"dir","enc":"A256GCM","cty":"jwt"}""",
        """{"alg":"dir","enc":"A256GCM","cty":"application/jwt"}""",
        """{"alg":"dir","enc":"A256GCM","cty":""}""",
        """{"alg":"dir","enc":"A256GCM","cty":"text/plain\r\nX-Header: 1"}""",
        """{"alg":"dir","enc":"A256GCM","cty":"text/pläin"}""",
        """{"alg":"dir","enc":"A256GCM","kid":"another"}""",
        """{"alg":"dir","enc":"A256GCM","kid":1}""",
        """{"alg":"dir","enc":"A256GCM","context":""}""",
        """{"alg":"dir","enc":"A256GCM","context":"orders/export"}""",
        """{"alg":"dir","enc":"A256GCM","context":null}""",
        """["alg","dir"]""",
        "",
    ];

    private static string[] AcceptedHeaders =>
    [
        Ordinary,
        """{"enc":"A256GCM","alg":"dir","typ":"envelope+jwe"}""",
        """{"alg":"dir","enc":"A256GCM","typ":"application/Envelope+JWE"}""",
        """{"alg":"dir","enc":"A256GCM","cty":"json","kid":"2026-01"}""",
        """{"alg":"dir","enc":"A256GCM","jku":"https://attacker.example","x":{"context":""}}""",
    ];

    private static TestCaseData[] RefusedJson =>
    [
        Case("an unprotected header", """{"unprotected":{},"""),
        Case("an unprotected context", """{"unprotected":{"context":"orders/export"},"""),
        Case("a recipient's header", """{"header":{"alg":"dir"},"""),
        Case("recipients", """{"recipients":[{}],"""),
        Case("a member twice", """{"iv":"AAAAAAAAAAAAAAAA","""),
        Case("an encrypted key", """{"encrypted_key":"AA","""),
        Case("an empty aad", """{"aad":"","""),
        Case("an aad of null", """{"aad":null,"""),
        Case("an aad of text", """{"aad":"b3JkZXJzL2V4cG9ydA","""),
        Case("a comment", "{/**/"),
        Case("a byte order mark", "\ufeff{"),
    ];

    [Test]
    public void Writes_the_members_of_flattened_JSON_with_the_context_as_aad()
    {
        List<KeyValuePair<string, string>> parts = EnvelopeText.Parts(Json, Json.Seal(Content, Context));
        Assert.That(
            (parts.Select(static part => part.Key), parts.Single(static part => part.Key == "aad").Value),
            Is.EqualTo((new[] { "protected", "aad", "iv", "ciphertext", "tag" }, RawToken.Encode("orders/export"))));
    }

    [Test]
    public void Writes_alg_enc_kid_typ_and_cty_into_the_protected_header() => Assert.That(
        HeaderOf(Json, Json.Seal(Content, Context, "text/plain")),
        Is.EqualTo("""{"alg":"dir","enc":"A256GCM","kid":"2026-01","typ":"envelope+jwe","cty":"text/plain"}"""));

    [Test]
    public void Writes_the_context_into_the_protected_header_of_the_compact_form() => Assert.That(
        HeaderOf(Compact, Compact.Seal(Content, Context)),
        Is.EqualTo("""{"alg":"dir","enc":"A256GCM","kid":"2026-01","typ":"envelope+jwe","context":"orders/export"}"""));

    [TestCase("dir JweJson")]
    [TestCase("dir JweCompact")]
    public void Writes_nothing_where_there_is_no_context(string name)
    {
        TestEnvelope test = TestEnvelope.All.Single(known => known.Name == name);
        byte[] envelope = test.Seal(Content);
        Assert.That(HeaderOf(test, envelope) + EnvelopeText.Parts(test, envelope).Count(static part => part.Key == "aad"), Does.Not.Contain("context").And.EndWith("}0"));
    }

    [TestCaseSource(nameof(RefusedHeaders))]
    public void Refuses_the_compact_form_with(string header) => Assert.That(Compact.Open(HandMade(header)), Is.Null);

    [TestCaseSource(nameof(RefusedHeaders))]
    public void Refuses_the_JSON_form_with(string header) => Assert.That(Json.Open(Flattened(header)), Is.Null);

    [TestCaseSource(nameof(AcceptedHeaders))]
    public void Opens_the_compact_form_with(string header) => Assert.That(Compact.Open(HandMade(header)), Is.EqualTo(Content));

    [TestCaseSource(nameof(AcceptedHeaders))]
    public void Opens_the_JSON_form_with(string header) => Assert.That(Json.Open(Flattened(header)), Is.EqualTo(Content));

    [TestCaseSource(nameof(RefusedJson))]
    public void Refuses_the_JSON_form_that_begins_with(string start) => Assert.That(Json.Open(RawToken.Utf8(start + Members)), Is.Null);

    [TestCase("""{"x":{"ciphertext":"AA"},""")]
    [TestCase(" {\r\n\t")]
    public void Opens_the_JSON_form_that_begins_with(string start) => Assert.That(Json.Open(RawToken.Utf8(start + Members)), Is.EqualTo(Content));

    [Test]
    public void Refuses_a_context_in_the_protected_header_of_the_JSON_form_beside_the_aad()
    {
        string compact = Jwe.Encrypt(Content, Json.Receiver.Using(ContentEncryption.A256Gcm));
        string header = RawToken.Encode("""{"alg":"dir","enc":"A256GCM","context":"orders/export"}""");
        Assert.That((Json.Open(RawToken.Utf8(JweText.Flatten(header + compact[compact.IndexOf('.', StringComparison.Ordinal)..])), Context), Json.Open(Flattened(Ordinary), Context)), Is.EqualTo(((byte[]?)null, (byte[]?)null)));
    }

    [Test]
    public void A9_Takes_no_token_for_an_envelope()
    {
        string token = Jwt.SignAndEncrypt(SampleEncryption.Content, SampleKeys.Hs256, SampleEncryption.DirectTarget, SampleEncryption.Clock);
        Assert.That(PayloadEnvelope.TryOpen(token, SampleEncryption.DirectKey, EnvelopeContext.None, out _, EnvelopeFormat.JweCompact), Is.False);
    }

    [Test]
    public async Task A9_Takes_no_envelope_for_a_token()
    {
        string inside = Jwt.Sign(SampleEncryption.Content, SampleKeys.Hs256, SampleEncryption.Clock);
        string envelope = PayloadEnvelope.Seal(RawToken.Utf8(inside), SampleEncryption.DirectTarget.Key, EnvelopeContext.None, EnvelopeFormat.JweCompact);
        Assert.That(await Verdict.CodeOf(envelope, SampleEncryption.Policy()), Is.EqualTo("type_mismatch"));
    }

    [Test]
    public void Seals_2_to_the_32_messages_under_one_shared_key_and_no_more()
    {
        using EncryptionKey key = EncryptionKey.Direct(Secret.Generate(32));
        SharedContentKey shared = (SharedContentKey)typeof(EncryptionKey)
            .GetField("shared", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(key)!;
        shared.SetMessages((1L << 32) - 2);
        PayloadEnvelope.Seal(Content, key, Context);
        PayloadEnvelope.Seal(Content, key, Context, EnvelopeFormat.JweCompact);
        Assert.That(() => PayloadEnvelope.Seal(Content, key, Context), Throws.InvalidOperationException);
    }

    [Test]
    public void Is_what_the_JWE_door_opens_with_the_context_as_additional_data()
    {
        Jwe.TryDecryptJson(System.Text.Encoding.UTF8.GetString(Json.Seal(Content, Context)), Json.Key, out byte[]? plaintext, Context.Utf8);
        Assert.That(plaintext, Is.EqualTo(Content));
    }

    private static string Members => System.Text.Encoding.UTF8.GetString(Flattened(Ordinary))[1..];

    private static TestCaseData Case(string name, string start) => new TestCaseData(start).SetArgDisplayNames(name);

    private static string HeaderOf(TestEnvelope test, byte[] envelope) => System.Text.Encoding.UTF8.GetString(
        EnvelopeText.Decode(test, "protected", EnvelopeText.Parts(test, envelope).Single(static part => part.Key == "protected").Value));

    /// <summary>A message under the shared key of <see cref="TestEncryption"/> with any header, in which all else is right.</summary>
    private static byte[] HandMade(string header) => RawToken.Utf8(HandMadeJwe.Make(
        header, [], [.. Enumerable.Range(1, 32).Select(static i => (byte)i)], ContentEncryption.A256Gcm, Content));

    private static byte[] Flattened(string header) => RawToken.Utf8(JweText.Flatten(System.Text.Encoding.UTF8.GetString(HandMade(header))));
}
