using JwtKit.AspNetCore.Tests.MutualTls;
using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The page while the platform is not running.</summary>
[TestFixture]
internal sealed class UnavailablePageTests() : PageTests("unavailable")
{
    private readonly string platform = $"http://127.0.0.1:{OtherProgram.FreePort()}";
    private SampleProcess? sample;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (sample is not null)
        {
            await sample.DisposeAsync();
        }
    }

    [Test]
    public void Says_what_to_run([Values("sent", "provoked")] string after) => Assert.That(At(after), Is.EqualTo(
        $"The platform does not answer.\nNothing answers at {platform}. Start the stand-in in another terminal: dotnet run --project samples/KorePlatform"));

    protected override async Task<Uri> StartAsync()
    {
        sample = await SampleProcess.StartAsync(("Platform__Address", platform));
        return sample.Client.BaseAddress!;
    }
}
