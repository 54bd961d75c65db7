using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>Finds payload encryptions by name.</summary>
internal static class ConfiguredEnvelopes
{
    /// <summary>The place of one, which follows the configuration as that changes.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    public static Slot<ConfiguredEnvelope> Find(IServiceProvider services, string name)
    {
        JwtKitRuntime runtime = services.GetService<JwtKitRuntime>()
            ?? throw new InvalidOperationException("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");
        return runtime.Envelopes.Find(name)
            ?? throw new InvalidOperationException($"There is no payload encryption '{name}' under Envelopes; {ConfiguredNames.Describe(runtime.Envelopes.Names)}.");
    }
}
