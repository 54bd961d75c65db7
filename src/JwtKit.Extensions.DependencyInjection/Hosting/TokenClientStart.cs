using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JwtKit;

/// <summary>Stops the start of a host whose HTTP clients send tokens, and that has no issuers because <c>AddJwtKit</c> was not called.</summary>
internal sealed class TokenClientStart(IServiceProviderIsService services, IEnumerable<TokenClientUse> uses) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => services.IsService(typeof(JwtKitRuntime)) ? Task.CompletedTask : throw new InvalidOperationException(
        $"The HTTP client '{uses.First().Client}' sends tokens of JwtKit's, which is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
