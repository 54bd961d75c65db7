using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.AspNetCore.Tests.Docs;

/// <summary>Stands where the pages have the builder of a host.</summary>
internal sealed record ExampleHost(IServiceCollection Services)
{
    public IConfiguration Configuration { get; init; } = new ConfigurationManager();
}
