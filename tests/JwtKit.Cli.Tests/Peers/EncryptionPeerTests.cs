using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests.Peers;

/// <summary>What the tool encrypts and seals as a JWE is opened by libraries of other languages, with keys that the tool made, and the other way round.</summary>
[TestFixture("jose")]
[TestFixture("jwcrypto")]
internal sealed class EncryptionPeerTests(string library) : IDisposable
{
    private const string SharedKey = "0123456789abcdef0123456789abcdef";
    private const string Text = "Grüße aus der Datei";

    private readonly TemporaryFolder folder = new();
    private PeerProcess? peer;

    [OneTimeSetUp]
    public async Task Start()
    {
        peer = library == "jose" ? PeerProcess.StartNode() : PeerProcess.StartPython();
        File.WriteAllText(folder.File("shared.txt"), SharedKey);
        await RunAsync("key new rsa --size 2048 --out private.pem --public-out public.pem");
        await RunAsync("key convert private.pem --format jwk --private --out private.jwk");
        await RunAsync("key convert private.pem --format jwk --public --out public.jwk");
    }

    public void Dispose()
    {
        peer?.Dispose();
        folder.Dispose();
    }

    [TestCase("RSA-OAEP", "A256GCM", "compact")]
    [TestCase("RSA-OAEP-256", "A128CBC-HS256", "json")]
    [TestCase("dir", "A256GCM", "json")]
    public async Task Opens_what_the_tool_encrypted(string management, string content, string format)
    {
        string token = await RunAsync($"encrypt {Receiver(management)} --key-management {management} --enc {content} --format {format}", Text);
        JsonObject opened = await AskAsync("open", management, content, token, PrivateKey(management), format);
        Assert.That((string?)opened["text"], Is.EqualTo(Text));
    }

    [TestCase("RSA-OAEP", "A256GCM", "compact")]
    [TestCase("RSA-OAEP-256", "A128CBC-HS256", "json")]
    [TestCase("dir", "A256GCM", "compact")]
    public async Task The_tool_decrypts_what_it_encrypted(string management, string content, string format)
    {
        string token = await EncryptAsync(management, content, format);
        Assert.That(await RunAsync($"decrypt {Opener(management)} --format {format}", token), Is.EqualTo(Text));
    }

    [Test]
    public async Task Opens_what_the_tool_sealed_as_JSON()
    {
        string envelope = await RunAsync("seal --to public.pem --context orders/export --format json", Text);
        JsonObject opened = await AskAsync("open", "RSA-OAEP-256", "A256GCM", envelope, PrivateKey("RSA-OAEP-256"), "json");
        Assert.That(((string?)opened["text"], (string?)opened["aad"]), Is.EqualTo((Text, "orders/export")));
    }

    private static string Receiver(string management) => management == "dir" ? "--shared-key-file shared.txt" : "--to public.pem";

    private static string Opener(string management) => management == "dir" ? "--shared-key-file shared.txt" : "--key private.pem";

    /// <summary>The key as another library takes it: as a JWK that the tool wrote.</summary>
    private JsonObject PrivateKey(string management) => KeyOf(management, "private.jwk");

    private JsonObject KeyOf(string management, string file) => management == "dir"
        ? new JsonObject { ["hex"] = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(SharedKey)) }
        : new JsonObject { ["jwk"] = JsonNode.Parse(File.ReadAllText(folder.File(file))) };

    private async Task<string> EncryptAsync(string management, string content, string format)
    {
        JsonObject answer = await AskAsync(new JsonObject
        {
            ["op"] = format == "json" ? "seal" : "sealCompact",
            ["alg"] = management,
            ["enc"] = content,
            ["key"] = KeyOf(management, "public.jwk"),
            ["text"] = Text,
        });
        return (string)answer["token"]!;
    }

    private Task<JsonObject> AskAsync(string operation, string management, string content, string token, JsonObject key, string format) => AskAsync(new JsonObject
    {
        ["op"] = operation,
        ["alg"] = management,
        ["enc"] = content,
        ["key"] = key,
        ["token"] = token,
        ["compact"] = format == "compact",
    });

    private async Task<JsonObject> AskAsync(JsonObject request)
    {
        request["library"] = library;
        JsonObject answer = await peer!.AskAsync(request);
        return (bool)answer["ok"]! ? answer : throw new AssertionException(answer.ToJsonString());
    }

    private async Task<string> RunAsync(string arguments, string input = "")
    {
        ToolResult result = await Tool.RunAsync(Words.Of(arguments), folder.Path, input: input);
        return result.ExitCode == ExitCode.Done ? result.Output.TrimEnd('\n') : throw new AssertionException(result.Error);
    }
}
