using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Many apps behind one door, as the platform has them: signed and encrypted tokens, of users and for the API.</summary>
[TestFixture]
internal sealed class KoreAiDoorTests
{
    private static readonly SigningKey FirstKey = SigningKey.Hs256(Secret.FromText("first-secret-0123456789-0123456789-abcdef"));
    private static readonly SigningKey SecondKey = SigningKey.Hs256(Secret.FromText("second-secret-0123456789-0123456789-abcdef"));

    [Test]
    public async Task Accepts_a_signed_token_of_each_app([Values] KoreAiTokenKind kind, [Values("cs-1", "cs-2")] string clientId) =>
        Assert.That(await CodeOf(Door(kind), Jwt.Sign(Token(kind, clientId), KeyOf(clientId), SampleKoreAi.Clock)), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_an_encrypted_token_of_each_app([Values] KoreAiTokenKind kind, [Values("cs-1", "cs-2")] string clientId) =>
        Assert.That(await CodeOf(Door(kind), Jwt.SignAndEncrypt(Token(kind, clientId), KeyOf(clientId), Target, SampleKoreAi.Clock)), Is.EqualTo("accepted"));

    [Test]
    public async Task Accepts_an_app_under_the_platforms_own_claim() => Assert.That(
        await CodeOf(Door(KoreAiTokenKind.User), Jwt.Sign(KoreAi.UserToken("cs-2", "john", aliases: KoreAiAliases.All), SecondKey, SampleKoreAi.Clock)), Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_one_app_in_the_name_of_another([Values] KoreAiTokenKind kind) =>
        Assert.That(await CodeOf(Door(kind), Jwt.Sign(Token(kind, "cs-1"), SecondKey, SampleKoreAi.Clock)), Is.EqualTo("invalid_signature"));

    [Test]
    public async Task Refuses_an_app_that_nobody_registered([Values] KoreAiTokenKind kind) =>
        Assert.That(await CodeOf(Door(kind), Jwt.Sign(Token(kind, "cs-3"), FirstKey, SampleKoreAi.Clock)), Is.EqualTo("no_policy"));

    [Test]
    public async Task A_token_used_signed_is_used_encrypted_too()
    {
        JwtValidator door = Door(KoreAiTokenKind.User);
        JwtDescriptor token = KoreAi.UserToken("cs-1", "john") with { TokenId = TokenId.Exactly("t-1") };
        string first = await CodeOf(door, Jwt.Sign(token, FirstKey, SampleKoreAi.Clock));
        string second = await CodeOf(door, Jwt.SignAndEncrypt(token, FirstKey, Target, SampleKoreAi.Clock));

        Assert.That((first, second), Is.EqualTo(("accepted", "replayed")));
    }

    private static EncryptionTarget Target => SampleKoreAi.Target(ContentEncryption.A128Gcm);

    private static SigningKey KeyOf(string clientId) => clientId == "cs-1" ? FirstKey : SecondKey;

    private static JwtDescriptor Token(KoreAiTokenKind kind, string clientId) =>
        kind == KoreAiTokenKind.User ? KoreAi.UserToken(clientId, "john") : KoreAi.ApiToken(clientId, "reporting");

    private static async Task<string> CodeOf(JwtValidator door, string token) => (await door.ValidateAsync(token)).Failure?.Code ?? "accepted";

    private static JwtValidator Door(KoreAiTokenKind kind)
    {
        KoreAiApp first = SampleKoreAi.App with { Keys = [FirstKey.VerificationKey], DecryptionKeys = [SampleKoreAi.OaepKey] };
        KoreAiApp second = first with { ClientId = "cs-2", Keys = [SecondKey.VerificationKey] };
        Dictionary<(string ClientId, bool IsEncrypted), ValidationPolicy> policies = new KoreAiApp[] { first, second }
            .SelectMany(static app => new[] { app, app with { EnforceEncryption = true } })
            .ToDictionary(static app => (app.ClientId, app.EnforceEncryption), app => KoreAi.ValidationPolicy(app, kind));
        return new JwtValidator(
            new SamplePolicySource(hint => ClientIdOf(hint, kind) is { } clientId ? policies.GetValueOrDefault((clientId, hint.IsEncrypted)) : null),
            [SampleKoreAi.OaepKey],
            SampleKoreAi.Clock);
    }

    private static string? ClientIdOf(TokenHint hint, KoreAiTokenKind kind) => kind == KoreAiTokenKind.User
        ? hint.TryGet("kore_iss", out string? issuer) ? issuer : hint.Issuer
        : hint.TryGet("appId", out string? app) ? app : null;
}
