using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests.Peers;

/// <summary>What the tool writes, read by JOSE libraries of other languages.</summary>
[TestFixture("jose")]
[TestFixture("jwcrypto")]
internal sealed class PeerTests(string library) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private PeerProcess? peer;

    [OneTimeSetUp]
    public void Start()
    {
        peer = library == "jose" ? PeerProcess.StartNode() : PeerProcess.StartPython();
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        File.WriteAllText(folder.File("secret.txt"), Readme.SampleSecret + "\n");
        File.WriteAllText(folder.File("private.pem"), key.ExportPem());
        File.WriteAllText(folder.File("public.pem"), key.GetPublicKey().ExportPem());
    }

    public void Dispose()
    {
        peer?.Dispose();
        folder.Dispose();
    }

    [Test]
    public async Task Verifies_a_token_for_a_Kore_user()
    {
        string token = await IssueAsync("issue kore-user --client-id cs-1 --sub john@example.com --secret-file secret.txt");
        JsonObject claims = await VerifyAsync("HS256", new JsonObject { ["text"] = Readme.SampleSecret }, token, "cs-1", KoreAi.Audience);
        Assert.That(((string?)claims["sub"], (bool?)claims["isAnonymous"]), Is.EqualTo(("john@example.com", false)));
    }

    [Test]
    public async Task Verifies_a_token_for_the_public_APIs()
    {
        string token = await IssueAsync("issue kore-api --client-id cs-1 --sub reporting --key private.pem");
        JsonObject claims = await VerifyAsync("RS256", PublicKey(), token);
        Assert.That(((string?)claims["appId"], (string?)claims["sub"]), Is.EqualTo(("cs-1", "reporting")));
    }

    [Test]
    public async Task Verifies_a_token_for_CCAI()
    {
        string token = await IssueAsync("issue ccai --company ACME --identifier 6fa8d0e2-52c7-4d5a-9b46-0c4f5b8a7e11 --secret-file secret.txt");
        JsonObject claims = await VerifyAsync("HS256", new JsonObject { ["text"] = Readme.SampleSecret }, token, "ACME");
        Assert.That((string?)claims["identifier"], Is.EqualTo("6fa8d0e2-52c7-4d5a-9b46-0c4f5b8a7e11"));
    }

    [Test]
    public async Task Verifies_a_signed_token()
    {
        string token = await IssueAsync("sign --iss me --aud orders-api --sub user-42 --alg RS512 --key private.pem");
        JsonObject claims = await VerifyAsync("RS512", PublicKey(), token, "me", "orders-api");
        Assert.That((string?)claims["sub"], Is.EqualTo("user-42"));
    }

    [TestCase("RSA-OAEP", "A256GCM")]
    [TestCase("RSA-OAEP", "A128CBC-HS256")]
    public async Task Opens_an_encrypted_token(string management, string content)
    {
        string token = await IssueAsync(
            $"issue kore-user --client-id cs-1 --sub john@example.com --secret-file secret.txt --encrypt-to public.pem --encrypt-kid k1 --key-management {management} --enc {content}");
        JsonObject opened = await AskAsync(new JsonObject
        {
            ["op"] = "decrypt",
            ["alg"] = management,
            ["enc"] = content,
            ["key"] = new JsonObject { ["pem"] = await File.ReadAllTextAsync(folder.File("private.pem")) },
            ["token"] = token,
        });
        JsonObject claims = await VerifyAsync("HS256", new JsonObject { ["text"] = Readme.SampleSecret }, (string)opened["text"]!, "cs-1", KoreAi.Audience);
        Assert.That((string?)claims["sub"], Is.EqualTo("john@example.com"));
    }

    private JsonObject PublicKey() => new() { ["pem"] = File.ReadAllText(folder.File("public.pem")) };

    private async Task<string> IssueAsync(string arguments)
    {
        ToolResult result = await Tool.RunAsync(Words.Of(arguments), folder.Path);
        return result.ExitCode == ExitCode.Done ? result.Output.TrimEnd('\n') : throw new AssertionException(result.Error);
    }

    private async Task<JsonObject> VerifyAsync(string algorithm, JsonObject key, string token, string? issuer = null, string? audience = null)
    {
        JsonObject request = new() { ["op"] = "verify", ["alg"] = algorithm, ["key"] = key, ["token"] = token };
        if (issuer is not null)
        {
            request["issuer"] = issuer;
        }

        if (audience is not null)
        {
            request["audience"] = audience;
        }

        return (await AskAsync(request))["claims"]!.AsObject();
    }

    private async Task<JsonObject> AskAsync(JsonObject request)
    {
        request["library"] = library;
        JsonObject answer = await peer!.AskAsync(request);
        return (bool)answer["ok"]! ? answer : throw new AssertionException(answer.ToJsonString());
    }
}
