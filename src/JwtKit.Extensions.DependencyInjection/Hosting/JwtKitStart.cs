using Microsoft.Extensions.DependencyInjection;
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

/// <summary>Stops the start of a host whose HTTP clients send tokens, and that has no issuers because <c>AddJwtKit</c> was not called.</summary>
internal sealed class TokenClientStart(IServiceProviderIsService services, IEnumerable<TokenClientUse> uses) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => services.IsService(typeof(JwtKitRuntime)) ? Task.CompletedTask : throw new InvalidOperationException(
        $"The HTTP client '{uses.First().Client}' sends tokens of JwtKit's, which is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
