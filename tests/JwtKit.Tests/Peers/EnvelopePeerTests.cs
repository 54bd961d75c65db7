using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Envelopes in the JWE formats between JwtKit and three JOSE libraries, in both directions.</summary>
[TestFixtureSource(nameof(Combinations))]
[Category("Heavy")]
internal sealed class EnvelopePeerTests(string library, string keyManagement, bool isCompact)
{
    private const string Text = "{\"sub\":\"Grüße 😀\"}";
    private const string Context = "Aufträge/export";

    private PeerProcess peer = null!;

    [OneTimeSetUp]
    public void StartPeer() => peer = library == "jose" ? PeerProcess.StartNode() : PeerProcess.StartPython();

    [OneTimeTearDown]
    public void EndPeer() => peer?.Dispose();

    [Test]
    public async Task The_peer_opens_our_envelope() =>
        Assert.That(Accepted(await OpenThereAsync(Sealed(Context)))["text"]!.GetValue<string>(), Is.EqualTo(Text));

    [Test]
    public async Task The_peer_opens_our_envelope_without_a_context() =>
        Assert.That(Accepted(await OpenThereAsync(Sealed(EnvelopeContext.None)))["text"]!.GetValue<string>(), Is.EqualTo(Text));

    [Test]
    public async Task The_peer_sees_our_header_and_context()
    {
        JsonObject opened = Accepted(await OpenThereAsync(Sealed(Context)));
        JsonObject expected = new() { ["alg"] = keyManagement, ["enc"] = "A256GCM", ["kid"] = "k-1", ["typ"] = "envelope+jwe", ["cty"] = "application/json" };
        if (isCompact)
        {
            expected["context"] = Context;
        }
        else
        {
            Assert.That(opened["aad"]!.GetValue<string>(), Is.EqualTo(Context));
        }

        Assert.That(JsonNode.DeepEquals(opened["header"], expected), Is.True, opened.ToJsonString());
    }

    [Test]
    public async Task The_peer_refuses_our_envelope_with_another_tag() =>
        Assert.That((await OpenThereAsync(WithOtherTag(Sealed(Context))))["ok"]!.GetValue<bool>(), Is.False);

    [Test]
    public async Task We_open_the_envelope_of_the_peer() => Assert.That(OpenHere(await SealThereAsync(Context), Context), Is.EqualTo(Text));

    [Test]
    public async Task We_open_the_envelope_of_the_peer_without_a_context() => Assert.That(OpenHere(await SealThereAsync(null), EnvelopeContext.None), Is.EqualTo(Text));

    [Test]
    public async Task We_refuse_the_peers_envelope_under_another_context() => Assert.That(OpenHere(await SealThereAsync(Context), "another"), Is.Null);

    [Test]
    public async Task We_refuse_the_peers_envelope_with_another_tag() => Assert.That(OpenHere(WithOtherTag(await SealThereAsync(Context)), Context), Is.Null);

    private static IEnumerable<TestFixtureData> Combinations() =>
        from way in new[] { KeyManagement.RsaOaep, KeyManagement.RsaOaep256, KeyManagement.Direct }
        from peer in new[] { "jose", "jwcrypto", "authlib" }
        from compact in new[] { false, true }

        // authlib writes and reads the JSON form with a list of recipients only.
        where compact || peer != "authlib"
        select new TestFixtureData(peer, way.Name, compact);

    private static JsonObject Accepted(JsonObject answer) =>
        answer["ok"]!.GetValue<bool>() ? answer : throw new AssertionException(answer.ToJsonString());

    private TestEnvelope Ours => TestEnvelope.All.Single(test => test.Name == $"{keyManagement} {(isCompact ? "JweCompact" : "JweJson")}");

    private string Sealed(EnvelopeContext context) =>
        PayloadEnvelope.Seal(RawToken.Utf8(Text), TestEnvelope.Of(Ours.KeyManagement).NewEncryptionKey("k-1"), context, Ours.Format, "application/json");

    private string? OpenHere(string envelope, EnvelopeContext context)
    {
        bool isOpen = PayloadEnvelope.TryOpen(envelope, TestEnvelope.Of(Ours.KeyManagement).NewDecryptionKey("k-1"), context, out EnvelopePayload? payload, Ours.Format);
        using (payload)
        {
            return isOpen ? System.Text.Encoding.UTF8.GetString(payload!.Content.Span) : null;
        }
    }

    private string WithOtherTag(string envelope) => System.Text.Encoding.UTF8.GetString(
        EnvelopeText.With(Ours, RawToken.Utf8(envelope), "tag", static tag => (tag[0] == 'A' ? 'B' : 'A') + tag[1..]));

    private async Task<string> SealThereAsync(string? context)
    {
        JsonObject header = new() { ["kid"] = "k-1", ["cty"] = "application/json" };
        JsonObject request = Request(isPrivate: false);
        request["header"] = header;
        request["text"] = Text;
        if (context is not null)
        {
            (isCompact ? header : request)[isCompact ? "context" : "aad"] = context;
        }

        return Accepted(await AskAsync(isCompact ? "sealCompact" : "seal", request))["token"]!.GetValue<string>();
    }

    private Task<JsonObject> OpenThereAsync(string envelope)
    {
        JsonObject request = Request(isPrivate: true);
        request["token"] = envelope;
        request["compact"] = isCompact;
        return AskAsync("open", request);
    }

    private JsonObject Request(bool isPrivate) => new()
    {
        ["alg"] = keyManagement,
        ["enc"] = "A256GCM",
        ["key"] = keyManagement == "dir"
            ? new JsonObject { ["hex"] = Convert.ToHexString([.. Enumerable.Range(1, 32).Select(static i => (byte)i)]) }
            : new JsonObject { ["pem"] = isPrivate ? TestKeys.Pkcs8 : TestKeys.SubjectPublicKeyInfo },
    };

    private Task<JsonObject> AskAsync(string operation, JsonObject request)
    {
        request["library"] = library;
        request["op"] = operation;
        return peer.AskAsync(request);
    }
}
