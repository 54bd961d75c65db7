using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>Has the apps read when the host starts: read at the first request, they would have no last good state before it.</summary>
internal sealed class KoreAiAppsStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService(typeof(ConfiguredKoreAiApps));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
