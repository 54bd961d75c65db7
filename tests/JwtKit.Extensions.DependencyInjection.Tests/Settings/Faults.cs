using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What a host would report about its configuration when it starts.</summary>
internal static class Faults
{
    public static List<string> Of(IConfigurationSection section)
    {
        using ServiceProvider services = new ServiceCollection().AddJwtKit(section).AddJwtKitMutualTls().BuildServiceProvider();
        return Of(services);
    }

    public static List<string> Of(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
