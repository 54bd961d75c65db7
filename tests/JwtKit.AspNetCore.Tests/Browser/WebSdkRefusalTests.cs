using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The Web SDK with a token that the platform refuses: what the visitor reads is the platform's own message.</summary>
[TestFixture]
internal sealed class WebSdkRefusalTests
{
    [Test]
    public async Task Shows_why_the_platform_refused_the_token()
    {
        await using SampleProcess endpoint = await SampleProcess.StartAsync(
            ("JwtKit__Issuers__kore__ClientId", "cs-demo-jwe"));

        WebSdk sdk = await WebSdk.RunAsync(endpoint, RunningSamples.Platform, "cs-demo-jwe", user: "john");

        Assert.That(sdk.Shown, Does.Contain("encrypted"));
    }
}
