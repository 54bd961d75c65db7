using JwtKit.AspNetCore.Tests.Samples;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The page while the platform is not running.</summary>
[TestFixture]
internal sealed class UnavailablePageTests() : PageTests("unavailable"), IDisposable
{
    private readonly HeldPort port = new();
    private SampleProcess? sample;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (sample is not null)
        {
            await sample.DisposeAsync();
        }
    }

    public void Dispose() => port.Dispose();

    [Test]
    public void Says_what_to_run([Values("sent", "provoked")] string after) => Assert.That(At(after), Is.EqualTo(
        $"The platform does not answer.\nNothing answers at {Platform}. Start the stand-in in another terminal: dotnet run --project samples/KorePlatform"));

    private string Platform => $"http://127.0.0.1:{port.Number}";

    protected override async Task<Uri> StartAsync()
    {
        sample = await SampleProcess.StartAsync(("Platform__Address", Platform));
        return sample.Client.BaseAddress!;
    }
}
