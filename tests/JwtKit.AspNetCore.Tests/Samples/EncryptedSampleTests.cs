using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>The sample encrypts for the JWK that its configuration names, and another language opens what it made.</summary>
[TestFixture]
internal sealed class EncryptedSampleTests
{
    [TestCase("RSA-OAEP", "A128CBC-HS256")]
    [TestCase("RSA-OAEP", "A128GCM")]
    [TestCase("RSA-OAEP", "A256GCM")]
    [TestCase("RSA1_5", "A256GCM")]
    public async Task Another_language_opens_the_token(string keyManagement, string content)
    {
        using PeerProcess peer = PeerProcess.StartPython();
        using RsaPrivateKey platform = RsaPrivateKey.Generate();
        using TemporaryFile jwk = new(platform.GetPublicKey().ToJwk("k-ffb4").ToJson());
        await using SampleProcess sample = await SampleProcess.StartAsync(
            ("JwtKit__Issuers__kore__Encryption__KeyFile", jwk.Path),
            ("JwtKit__Issuers__kore__Encryption__KeyManagement", keyManagement),
            ("JwtKit__Issuers__kore__Encryption__Content", content));
        JsonObject answer = await peer.AskAsync(new JsonObject
        {
            ["library"] = "jwcrypto",
            ["op"] = "decrypt",
            ["alg"] = keyManagement,
            ["enc"] = content,
            ["key"] = new JsonObject { ["pem"] = platform.ExportPem() },
            ["token"] = (await sample.SendAsync(HttpMethod.Post, "/api/users/sts?encrypted=true")).Token,
        });
        JsonObject expected = new() { ["alg"] = keyManagement, ["enc"] = content, ["kid"] = "k-ffb4", ["typ"] = "JWT" };

        Assert.Multiple(() =>
        {
            Assert.That(JsonNode.DeepEquals(answer["header"], expected), Is.True, answer.ToJsonString());
            Assert.That(TokenText.Part(answer["text"]!.GetValue<string>(), 1)["iss"]!.GetValue<string>(), Is.EqualTo("cs-demo"));
        });
    }
}
