using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>Reads the configuration when the host starts, and not at the first token: from then on its files are watched and used tokens remembered.</summary>
internal sealed class JwtKitStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService(typeof(JwtKitRuntime));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
