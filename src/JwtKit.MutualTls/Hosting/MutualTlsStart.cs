using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>Makes the parties that the application uses when the host starts, and not at the first connection: from then on their files and dates are watched.</summary>
internal sealed class MutualTlsStart(TlsParties parties, IEnumerable<MutualTlsUse> uses) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (MutualTlsUse use in uses)
        {
            _ = parties[use.Name];
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
