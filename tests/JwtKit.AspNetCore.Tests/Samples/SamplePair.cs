namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>The main sample and the stand-in of the platform, as two programs that know each other.</summary>
internal sealed class SamplePair : IAsyncDisposable
{
    private SamplePair(SampleProcess platform, SampleProcess endpoint) => (Platform, Endpoint) = (platform, endpoint);

    public SampleProcess Platform { get; }

    public SampleProcess Endpoint { get; }

    public static async Task<SamplePair> StartAsync()
    {
        SampleProcess platform = await SampleProcess.StartAsync("KorePlatform");
        try
        {
            // More tokens than a person fetches by hand.
            return new SamplePair(platform, await SampleProcess.StartAsync(
                ("Platform__Address", platform.Client.BaseAddress!.ToString()), ("TokenEndpoint__VisitorTokensPerMinute", "1000")));
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
