using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The two samples that the page's tests share.</summary>
[SetUpFixture]
internal sealed class RunningSamples
{
    private static SamplePair? pair;

    public static Uri Address => pair!.Endpoint.Client.BaseAddress!;

    public static SampleProcess Platform => pair!.Platform;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Chromium.Require();
        pair = await SamplePair.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (pair is not null)
        {
            await pair.DisposeAsync();
        }
    }
}
