using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Streamed envelopes between JwtKit and a program in another language that was written from docs/envelope-format.md, in both directions.</summary>
[TestFixture("RSA-OAEP")]
[TestFixture("RSA-OAEP-256")]
[TestFixture("dir")]
[Category("Heavy")]
internal sealed class EnvelopeStreamPeerTests(string mode)
{
    private static readonly int[] Lengths = [0, 1, 4095, 4096, 4097, 8192, 20_000];

    private PeerProcess peer = null!;

    [OneTimeSetUp]
    public void StartPeer() => peer = PeerProcess.StartPython();

    [OneTimeTearDown]
    public void EndPeer() => peer?.Dispose();

    [Test]
    public async Task The_peer_opens_our_envelope([ValueSource(nameof(Lengths))] int length)
    {
        JsonObject answer = await OpenThereAsync(await SealHereAsync(SampleStream.Payload(length), SampleStream.Context), SampleStream.Context);
        Assert.That(answer["payload"]?.GetValue<string>(), Is.EqualTo(Convert.ToHexStringLower(SampleStream.Payload(length))), answer.ToJsonString());
    }

    [Test]
    public async Task The_peer_opens_our_envelope_of_large_chunks()
    {
        byte[] payload = SampleStream.Payload(150_000);
        using EncryptionKey key = SampleStream.Of(mode).NewEncryptionKey();
        using MemoryStream source = new(payload);
        using MemoryStream destination = new();
        await PayloadEnvelope.SealAsync(source, destination, key, EnvelopeContext.None);
        JsonObject answer = await OpenThereAsync(destination.ToArray(), context: string.Empty);
        Assert.That(answer["payload"]?.GetValue<string>(), Is.EqualTo(Convert.ToHexStringLower(payload)));
    }

    [Test]
    public async Task The_peer_sees_our_names()
    {
        JsonObject answer = await OpenThereAsync(await SealHereAsync([1], SampleStream.Context), SampleStream.Context);
        Assert.That((answer["kid"]?.GetValue<string>(), answer["contentType"]?.GetValue<string>()), Is.EqualTo(("k-ü", "text/csv")), answer.ToJsonString());
    }

    [Test]
    public async Task The_peer_refuses_our_envelope_in_another_context() =>
        Assert.That((await OpenThereAsync(await SealHereAsync([1], "orders/import"), SampleStream.Context))["ok"]!.GetValue<bool>(), Is.False);

    [Test]
    public async Task We_open_the_envelope_of_the_peer([ValueSource(nameof(Lengths))] int length) => Assert.That(
        (await OpenHereAsync(await SealThereAsync(length, "grüße"), "grüße")).Written, Is.EqualTo(SampleStream.Payload(length)));

    [Test]
    public async Task We_see_the_content_type_of_the_peer() =>
        Assert.That((await OpenHereAsync(await SealThereAsync(1, "a"), "a")).Result.ContentType, Is.EqualTo("text/plain; charset=utf-8"));

    [Test]
    public async Task We_refuse_the_envelope_of_the_peer_in_another_context() =>
        Assert.That((await OpenHereAsync(await SealThereAsync(1, "a"), "b")).Result.Succeeded, Is.False);

    private static string SharedHex() => Convert.ToHexString([.. Enumerable.Range(1, 32).Select(static i => (byte)i)]);

    private async Task<byte[]> SealHereAsync(byte[] payload, EnvelopeContext context)
    {
        using EncryptionKey key = SampleStream.Of(mode).NewEncryptionKey("k-ü");
        return await SampleStream.SealAsync(payload, key, context, "text/csv");
    }

    private async Task<(EnvelopeStreamResult Result, byte[] Written)> OpenHereAsync(byte[] envelope, EnvelopeContext context)
    {
        using DecryptionKey key = SampleStream.Of(mode).NewDecryptionKey("k-1");
        return await SampleStream.OpenAsync(envelope, key, context);
    }

    private async Task<byte[]> SealThereAsync(int length, string context)
    {
        JsonObject answer = await AskAsync("seal-stream", TestKeys.SubjectPublicKeyInfo, context, new JsonObject
        {
            ["payload"] = Convert.ToHexString(SampleStream.Payload(length)),
            ["kid"] = "k-1",
            ["contentType"] = "text/plain; charset=utf-8",
            ["exponent"] = SampleStream.SmallExponent,
        });
        return Convert.FromHexString(answer["envelope"]?.GetValue<string>() ?? throw new AssertionException(answer.ToJsonString()));
    }

    private Task<JsonObject> OpenThereAsync(byte[] envelope, string context) =>
        AskAsync("open-stream", TestKeys.Pkcs8, context, new JsonObject { ["envelope"] = Convert.ToHexString(envelope) });

    private Task<JsonObject> AskAsync(string operation, string pem, string context, JsonObject request)
    {
        request["library"] = "cryptography";
        request["op"] = operation;
        request["alg"] = mode;
        request["context"] = context;
        request["key"] = mode == "dir" ? new JsonObject { ["hex"] = SharedHex() } : new JsonObject { ["pem"] = pem };
        return peer.AskAsync(request);
    }
}
