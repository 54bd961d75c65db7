using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An HTTP client with payload encryption, as a host would have it.</summary>
internal sealed class PayloadClient : IDisposable
{
    private readonly ServiceProvider services;

    public PayloadClient(IConfigurationSection section, Uri address, Action<IHttpClientBuilder>? configure = null, Action<IServiceCollection>? add = null)
    {
        ServiceCollection collection = new();
        collection.AddJwtKit(section);
        add?.Invoke(collection);
        IHttpClientBuilder builder = collection.AddHttpClient("kore", client => client.BaseAddress = address).AddJwtKitPayloadEncryption("kore");
        configure?.Invoke(builder);
        services = collection.BuildServiceProvider();
        Http = services.GetRequiredService<IHttpClientFactory>().CreateClient("kore");
    }

    public HttpClient Http { get; }

    public void Dispose()
    {
        Http.Dispose();
        services.Dispose();
    }
}
