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
        catch (OptionsValidationException e)
        {
            Console.Error.WriteLine("The configuration cannot be used:");
            foreach (string fault in e.Failures)
            {
                Console.Error.WriteLine("  " + fault);
            }

            return false;
        }
    }
}
