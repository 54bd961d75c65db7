using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The Web SDK where the platform lets the first bearer token expire: it fetches a second JWT, which is no replay of the first.</summary>
[TestFixture]
internal sealed class ExpiredBearerTests
{
    private WebSdk sdk = null!;

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        await using SampleProcess platform = await SampleProcess.StartAsync("KorePlatform", ("KorePlatform__ExpireFirstBearer", "true"));
        await using SampleProcess endpoint = await SampleProcess.StartAsync();
        sdk = await WebSdk.RunAsync(endpoint, platform, "cs-demo", user: "john");
    }

    [Test]
    public void Is_refused_with_one_bearer_token() => Assert.That(sdk.Bearers.Count(sdk.Expired.Contains), Is.EqualTo(1));

    [Test]
    public void Opens_the_chat_with_another() => Assert.That((sdk.Shown, sdk.Started.Length > 0, sdk.Started.Intersect(sdk.Expired)), Is.EqualTo(((string?)null, true, Array.Empty<string>())));

    [Test]
    public void Is_granted_each_token() => Assert.That(sdk.Grants, Has.Length.AtLeast(2).And.All.EqualTo(200));

    [Test]
    public void Gives_a_token_id_once() => Assert.That(sdk.Assertions.Select(static token => TokenText.Part(token, 1)["jti"]!.GetValue<string>()), Is.Unique);
}
