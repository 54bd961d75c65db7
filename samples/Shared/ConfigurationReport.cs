using Microsoft.Extensions.Options;

namespace JwtKit.Samples;

/// <summary>Checks the configuration before anything listens, and says what is wrong with it in lines that a person can act on.</summary>
internal static class ConfigurationReport
{
    public static bool IsFine(IServiceProvider services)
    {
        string[] faults = FaultsOf(services);
        if (faults.Length > 0)
        {
            Console.Error.WriteLine("The configuration cannot be used:");
        }

        foreach (string fault in faults)
        {
            Console.Error.WriteLine("  " + fault);
        }

        return faults.Length == 0;
    }

    private static string[] FaultsOf(IServiceProvider services)
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
        catch (AggregateException e) when (e.InnerExceptions.All(static inner => inner is OptionsValidationException))
        {
            return [.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static inner => inner.Failures).Distinct()];
        }
    }
}
