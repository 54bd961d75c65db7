using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Many apps behind one door, as the page shows it.</summary>
[TestFixture]
internal sealed class KoreAiDoorExampleTests
{
    [Test]
    public async Task Lets_users_and_apps_in()
    {
        KoreAiApp app = SampleKoreAi.App with { ReplayStore = new InMemoryReplayStore { AcceptEarlierTokens = true }, DecryptionKeys = [SampleKoreAi.OaepKey] };
        (JwtValidator users, JwtValidator api) = Doors(SampleKoreAiRegistry.Of(app), SampleKoreAi.OaepKey);
        ValidationOutcome user = await users.ValidateAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), SampleKeys.Hs256, SampleKoreAi.Target(ContentEncryption.A256Gcm)));
        ValidationOutcome caller = await api.ValidateAsync(Jwt.Sign(KoreAi.ApiToken("cs-1", "reporting"), SampleKeys.Hs256));

        Assert.That((user.Succeeded, caller.Succeeded), Is.EqualTo((true, true)));
    }

    private static (JwtValidator Users, JwtValidator Api) Doors(IKoreAiAppRegistry registry, DecryptionKey platformKey)
    {
        #region door
        JwtValidator users = new(new KoreAiPolicySource(registry, KoreAiTokenKind.User), [platformKey]);
        JwtValidator api = new(new KoreAiPolicySource(registry, KoreAiTokenKind.Api), [platformKey]);
        #endregion
        return (users, api);
    }
}
