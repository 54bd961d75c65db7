using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests.Peers;

/// <summary>Sealed files, read and written by a program in another language that follows the description of the format.</summary>
[TestFixture]
internal sealed class EnvelopeStreamPeerTests : IDisposable
{
    private const string SharedKey = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder folder = new();
    private PeerProcess? peer;

    [OneTimeSetUp]
    public void Start()
    {
        peer = PeerProcess.StartPython();
        File.WriteAllText(folder.File("shared.txt"), SharedKey);
        File.WriteAllBytes(folder.File("payload"), [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i % 251))]);
    }

    public void Dispose()
    {
        peer?.Dispose();
        folder.Dispose();
    }

    [Test]
    public async Task Opens_what_the_tool_sealed()
    {
        ToolResult result = await Tool.RunAsync(Words.Of("seal payload --shared-key-file shared.txt --context backups --out sealed"), folder.Path);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Error);
        JsonObject opened = await AskAsync(new JsonObject { ["op"] = "open-stream", ["envelope"] = Hex("sealed") });
        Assert.That((string?)opened["payload"], Is.EqualTo(Hex("payload")));
    }

    [Test]
    public async Task The_tool_opens_what_it_sealed()
    {
        JsonObject answer = await AskAsync(new JsonObject { ["op"] = "seal-stream", ["payload"] = Hex("payload") });
        await File.WriteAllBytesAsync(folder.File("foreign"), Convert.FromHexString((string)answer["envelope"]!));
        ToolResult result = await Tool.RunAsync(Words.Of("open foreign --shared-key-file shared.txt --context backups --out opened"), folder.Path);
        Assert.That((result.Error, Hex("opened")), Is.EqualTo(("", Hex("payload"))));
    }

    private string Hex(string file) => Convert.ToHexStringLower(File.ReadAllBytes(folder.File(file)));

    private async Task<JsonObject> AskAsync(JsonObject request)
    {
        request["library"] = "cryptography";
        request["alg"] = "dir";
        request["key"] = new JsonObject { ["hex"] = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(SharedKey)) };
        request["context"] = "backups";
        JsonObject answer = await peer!.AskAsync(request);
        return (bool)answer["ok"]! ? answer : throw new AssertionException(answer.ToJsonString());
    }
}
