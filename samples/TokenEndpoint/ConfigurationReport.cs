using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Checks the configuration before anything listens, and says what is wrong with it in lines that a person can act on.</summary>
internal static class ConfigurationReport
{
    public static bool IsFine(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (Exception e) when (FaultsOf(e) is { Length: > 0 } faults)
        {
            Console.Error.WriteLine("The configuration cannot be used:");
            foreach (string fault in faults)
            {
                Console.Error.WriteLine("  " + fault);
            }

            return false;
        }
    }

    /// <summary>Several sections with faults come as one exception; none if this is about something else.</summary>
    private static string[] FaultsOf(Exception exception) => exception switch
    {
        OptionsValidationException single => [.. single.Failures],
        AggregateException several => [.. several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(static inner => inner.Failures)],
        _ => [],
    };
}
