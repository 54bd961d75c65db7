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
    public void Is_refused_once_and_then_opens_the_chat() => Assert.That(
        (sdk.Shown, sdk.Starts), Is.EqualTo(((string?)null, new[] { ($"bearer {sdk.Bearers[0]}", 401), ($"bearer {sdk.Bearers[1]}", 200) })));

    [Test]
    public void Exchanges_two_tokens() => Assert.That(sdk.Grants, Is.EqualTo(new[] { 200, 200 }));

    [Test]
    public void Exchanges_tokens_of_different_ids() => Assert.That(
        sdk.Assertions.Select(static token => TokenText.Part(token, 1)["jti"]!.GetValue<string>()), Is.Unique);
}
