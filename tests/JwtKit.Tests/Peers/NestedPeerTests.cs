using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Nested tokens (a signed token inside a JWE) between JwtKit and three JOSE libraries, in both directions.</summary>
[TestFixtureSource(nameof(Combinations))]
[Category("Heavy")]
internal sealed class NestedPeerTests(string library, string keyManagement, string content)
{
    private const string Issuer = "https://id.example.com";
    private const string Audience = "orders-api";

    // The peers take the time from the real clock, so these tokens do too.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private PeerProcess peer = null!;

    [OneTimeSetUp]
    public void StartPeer() => peer = library == "jose" ? PeerProcess.StartNode() : PeerProcess.StartPython();

    [OneTimeTearDown]
    public void EndPeer() => peer?.Dispose();

    [Test]
    public async Task The_peer_opens_our_token_and_verifies_what_is_inside()
    {
        JsonObject opened = Accepted(await OpenThereAsync(Encrypted()));
        JsonObject verified = Accepted(await AskAsync("verify", new JsonObject
        {
            ["alg"] = "HS256",
            ["key"] = new JsonObject { ["text"] = TestSigningKeys.SecretText },
            ["token"] = opened["text"]!.GetValue<string>(),
            ["issuer"] = Issuer,
            ["audience"] = Audience,
        }));

        Assert.That(verified["claims"]!["sub"]!.GetValue<string>(), Is.EqualTo("Grüße 😀"));
    }

    [Test]
    public async Task The_peer_sees_exactly_our_header()
    {
        JsonNode header = Accepted(await OpenThereAsync(Encrypted()))["header"]!;
        JsonObject expected = new() { ["alg"] = keyManagement, ["enc"] = content, ["kid"] = "k-1", ["typ"] = "JWT", ["cty"] = "JWT" };

        Assert.That(JsonNode.DeepEquals(header, expected), Is.True, header.ToJsonString());
    }

    [Test]
    public async Task The_peer_refuses_our_token_with_a_changed_tag() =>
        Assert.That((await OpenThereAsync(WithChangedTag(Encrypted())))["ok"]!.GetValue<bool>(), Is.False);

    [Test]
    public async Task We_validate_the_token_of_the_peer() =>
        Assert.That((await ValidateHereAsync(await EncryptThereAsync())).Token?.Subject, Is.EqualTo("Grüße 😀"));

    [Test]
    public async Task We_refuse_the_peers_token_with_a_changed_tag() =>
        Assert.That((await ValidateHereAsync(WithChangedTag(await EncryptThereAsync()))).Failure?.Code, Is.EqualTo(TokenFailureCodes.DecryptionFailed));

    private static IEnumerable<TestFixtureData> Combinations() =>
        from way in new[] { KeyManagement.RsaOaep, KeyManagement.RsaOaep256, KeyManagement.Rsa15 }
        from cipher in KoreAi.ContentEncryptions
        from peer in new[] { "jose", "jwcrypto", "authlib" }

        // jose has dropped RSA1_5.
        where way != KeyManagement.Rsa15 || peer != "jose"
        select new TestFixtureData(peer, way.Name, cipher.Name);

    private static JwtDescriptor Order() => new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = Issuer,
        Audiences = [Audience],
        Subject = "Grüße 😀",
    };

    // The first character of the tag, all of whose bits count.
    private static string WithChangedTag(string token)
    {
        int at = token.LastIndexOf('.') + 1;
        return token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    private static JsonObject Accepted(JsonObject answer) =>
        answer["ok"]!.GetValue<bool>() ? answer : throw new AssertionException(answer.ToJsonString());

    private static KeyManagement Way(string name) => KeyManagement.All.Single(way => way.Name == name);

    private string Encrypted()
    {
        using SigningKey signer = TestSigningKeys.Create("HS256");
        using EncryptionKey key = EncryptionKey.FromPublicKey(Way(keyManagement), RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), "k-1");
        return Jwt.SignAndEncrypt(Order(), signer, key.Using(ContentEncryption.All.Single(cipher => cipher.Name == content)), Clock);
    }

    private async Task<ValidationOutcome> ValidateHereAsync(string token)
    {
        using VerificationKey verifier = TestSigningKeys.CreateVerification("HS256");
        RsaPrivateKey privateKey = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using DecryptionKey opener = Way(keyManagement).IsLegacy
            ? DecryptionKey.Rsa15(privateKey, "k-1")
            : DecryptionKey.FromPrivateKey(Way(keyManagement), privateKey, "k-1");
        ValidationPolicy policy = new() { Keys = [verifier], DecryptionKeys = [opener], Issuer = Issuer, Audience = Audience, Use = TokenUse.Reusable };
        return await new JwtValidator(policy, Clock).ValidateAsync(token);
    }

    private async Task<string> EncryptThereAsync()
    {
        using SigningKey signer = TestSigningKeys.Create("HS256");
        JsonObject answer = await AskAsync("encrypt", new JsonObject
        {
            ["alg"] = keyManagement,
            ["enc"] = content,
            ["key"] = new JsonObject { ["pem"] = TestKeys.SubjectPublicKeyInfo },
            ["header"] = new JsonObject { ["typ"] = "JWT", ["cty"] = "JWT", ["kid"] = "k-1" },
            ["text"] = Jwt.Sign(Order(), signer, Clock),
        });
        return Accepted(answer)["token"]!.GetValue<string>();
    }

    private Task<JsonObject> OpenThereAsync(string token) => AskAsync("decrypt", new JsonObject
    {
        ["alg"] = keyManagement,
        ["enc"] = content,
        ["key"] = new JsonObject { ["pem"] = TestKeys.Pkcs8 },
        ["token"] = token,
    });

    private Task<JsonObject> AskAsync(string operation, JsonObject request)
    {
        request["library"] = library;
        request["op"] = operation;
        return peer.AskAsync(request);
    }
}
