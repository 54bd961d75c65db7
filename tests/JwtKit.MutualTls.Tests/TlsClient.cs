using JwtKit.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwtKit.MutualTls.Tests;

/// <summary>An HTTP client with what is tested.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public TlsClient(Action<MutualTlsOptions> configure, Action<IHttpClientBuilder>? change = null)
    {
        ServiceCollection collection = new();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddLogging(logging => logging.AddProvider(Log));
        IHttpClientBuilder builder = collection.AddHttpClient("kore").AddMutualTls("kore", configure);
        change?.Invoke(builder);
        services = collection.BuildServiceProvider();
        Http = services.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
    }

    public FixedTimeProvider Time { get; } = new(TestHost.Start);

    public LogLines Log { get; } = new();

    public HttpClient Http { get; }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return services.DisposeAsync();
    }
}
