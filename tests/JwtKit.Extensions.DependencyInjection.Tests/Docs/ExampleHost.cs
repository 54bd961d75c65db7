using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Stands where the pages have the builder of a host.</summary>
internal sealed record ExampleHost(IServiceCollection Services)
{
    /// <summary>By default the section <c>JwtKit</c> is there and empty.</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationManager { ["JwtKit"] = "" };
}
