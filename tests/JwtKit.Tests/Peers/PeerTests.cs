using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Tokens between JwtKit and four JOSE libraries, in both directions.</summary>
[TestFixture("jose")]
[TestFixture("jsonwebtoken")]
[TestFixture("jwcrypto")]
[TestFixture("authlib")]
[Category("Heavy")]
internal sealed class PeerTests(string library)
{
    private const string Issuer = "https://id.example.com";
    private const string Audience = "orders-api";

    // The peers take the time from the real clock, so these tokens do too; nowhere else does a test.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private PeerProcess peer = null!;

    [OneTimeSetUp]
    public void StartPeer() => peer = library is "jose" or "jsonwebtoken" ? PeerProcess.StartNode() : PeerProcess.StartPython();

    [OneTimeTearDown]
    public void EndPeer() => peer?.Dispose();

    [Test]
    public async Task The_peer_reads_the_claims_of_our_token([ValueSource(nameof(Algorithms))] string algorithm)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        JsonObject answer = await VerifyThereAsync(algorithm, Jwt.Sign(Order(), key, Clock));
        JsonObject claims = Accepted(answer)["claims"]!.AsObject();
        long issuedAt = claims["iat"]!.GetValue<long>();
        JsonObject expected = new()
        {
            ["iss"] = Issuer,
            ["sub"] = "Grüße 😀",
            ["aud"] = Audience,
            ["iat"] = issuedAt,
            ["exp"] = issuedAt + 300,
            ["jti"] = "a-token-id",
            ["scope"] = "orders:read",
            ["isAnonymous"] = false,
            ["limit"] = 9007199254740991,
            ["customData"] = new JsonObject { ["tags"] = new JsonArray("a", "b", null) },
        };
        Assert.That(JsonNode.DeepEquals(claims, expected), Is.True, claims.ToJsonString());
    }

    [TestCase(null)]
    [TestCase("2026-01")]
    public async Task The_peer_sees_exactly_our_header(string? keyId)
    {
        using SigningKey key = TestSigningKeys.Create("HS256", keyId);
        JsonObject answer = await VerifyThereAsync("HS256", Jwt.Sign(Order(), key, Clock));
        JsonObject expected = new() { ["alg"] = "HS256", ["typ"] = "JWT" };
        if (keyId is not null)
        {
            expected["kid"] = keyId;
        }

        JsonNode header = Accepted(answer)["header"]!;
        Assert.That(JsonNode.DeepEquals(header, expected), Is.True, header.ToJsonString());
    }

    [Test]
    public async Task The_peer_refuses_our_token_with_a_changed_signature([ValueSource(nameof(Algorithms))] string algorithm)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        JsonObject answer = await VerifyThereAsync(algorithm, WithChangedSignature(Jwt.Sign(Order(), key, Clock)));
        Assert.That(answer["ok"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task We_validate_the_token_of_the_peer([ValueSource(nameof(Algorithms))] string algorithm)
    {
        ValidationOutcome outcome = await ValidateHereAsync(algorithm, await SignThereAsync(algorithm));
        Assert.That(outcome.ToString(), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task We_read_the_claims_of_the_peers_token([ValueSource(nameof(Algorithms))] string algorithm)
    {
        ValidatedToken token = (await ValidateHereAsync(algorithm, await SignThereAsync(algorithm))).Token!;
        Assert.That(
            (token.Issuer, token.Subject, token.Audiences[0], token.TokenId, token.GetRequiredString("scope"), token.ExpiresAt - token.IssuedAt),
            Is.EqualTo((Issuer, "Grüße 😀", Audience, "their-token-id", "orders:read", TimeSpan.FromMinutes(5))));
    }

    [Test]
    public async Task We_refuse_the_peers_token_with_a_changed_signature([ValueSource(nameof(Algorithms))] string algorithm)
    {
        ValidationOutcome outcome = await ValidateHereAsync(algorithm, WithChangedSignature(await SignThereAsync(algorithm)));
        Assert.That(outcome.Failure?.Code, Is.EqualTo(TokenFailureCodes.InvalidSignature));
    }

    private static IEnumerable<string> Algorithms() => SignatureAlgorithm.All.Select(static algorithm => algorithm.Name);

    private static JwtDescriptor Order() => new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = Issuer,
        Audiences = [Audience],
        Subject = "Grüße 😀",
        TokenId = TokenId.Exactly("a-token-id"),
        Claims =
        {
            ["scope"] = "orders:read",
            ["isAnonymous"] = false,
            ["limit"] = 9007199254740991,
            ["customData"] = new JsonObject { ["tags"] = new JsonArray("a", "b", null) },
        },
    };

    private static JsonObject Key(string algorithm, bool isPrivate) => SignatureAlgorithm.All.Single(known => known.Name == algorithm).IsSymmetric
        ? new JsonObject { ["text"] = TestSigningKeys.SecretText }
        : new JsonObject { ["pem"] = isPrivate ? TestKeys.Pkcs8 : TestKeys.SubjectPublicKeyInfo };

    // The first character of the signature, all of whose bits count.
    private static string WithChangedSignature(string token)
    {
        int at = token.LastIndexOf('.') + 1;
        return token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    private static JsonObject Accepted(JsonObject answer) =>
        answer["ok"]!.GetValue<bool>() ? answer : throw new AssertionException(answer.ToJsonString());

    private static async Task<ValidationOutcome> ValidateHereAsync(string algorithm, string token)
    {
        using VerificationKey key = TestSigningKeys.CreateVerification(algorithm);
        ValidationPolicy policy = new() { Keys = [key], Issuer = Issuer, Audience = Audience, Use = TokenUse.Reusable };
        return await new JwtValidator(policy, Clock).ValidateAsync(token);
    }

    private Task<JsonObject> VerifyThereAsync(string algorithm, string token) => peer.AskAsync(new JsonObject
    {
        ["library"] = library,
        ["op"] = "verify",
        ["alg"] = algorithm,
        ["key"] = Key(algorithm, isPrivate: false),
        ["token"] = token,
        ["issuer"] = Issuer,
        ["audience"] = Audience,
    });

    private async Task<string> SignThereAsync(string algorithm)
    {
        long now = Clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject answer = await peer.AskAsync(new JsonObject
        {
            ["library"] = library,
            ["op"] = "sign",
            ["alg"] = algorithm,
            ["key"] = Key(algorithm, isPrivate: true),
            ["header"] = new JsonObject { ["typ"] = "JWT" },
            ["claims"] = new JsonObject
            {
                ["iss"] = Issuer,
                ["sub"] = "Grüße 😀",
                ["aud"] = Audience,
                ["iat"] = now,
                ["exp"] = now + 300,
                ["jti"] = "their-token-id",
                ["scope"] = "orders:read",
            },
        });
        return Accepted(answer)["token"]!.GetValue<string>();
    }
}
