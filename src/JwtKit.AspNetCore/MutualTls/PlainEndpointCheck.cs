using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>Stops the start of a server that listens without TLS. Its addresses are known once it listens; until then the gate refuses.</summary>
internal sealed class PlainEndpointCheck(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        string[] plain = [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Where(static address => !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))];
        return plain.Length == 0 ? Task.CompletedTask : throw new InvalidOperationException(
            $"UseJwtKitMutualTls covers the whole server, and {string.Join(", ", plain)} is without TLS. Use https addresses only (urls, ASPNETCORE_URLS, Kestrel:Endpoints, or UseHttps on the endpoint), and another host for what must be plain.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
