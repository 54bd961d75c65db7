using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>The options as the configuration has them now. Reading and checking are apart, so that the files of a faulty configuration are known too.</summary>
internal sealed class FreshOptions(
    IEnumerable<IConfigureOptions<JwtKitOptions>> setups,
    IEnumerable<IPostConfigureOptions<JwtKitOptions>> postConfigures,
    IEnumerable<IValidateOptions<JwtKitOptions>> validations,
    PublishedOptions published,
    IOptionsMonitorCache<JwtKitOptions> cache)
{
    private readonly OptionsFactory<JwtKitOptions> reader = new(setups, postConfigures);

    public JwtKitOptions Read() => reader.Create(Options.DefaultName);

    /// <summary>Asks the host's own checks. Those of JwtKit come before, entry by entry.</summary>
    /// <exception cref="OptionsValidationException">There are faults; the message names each.</exception>
    public void Check(JwtKitOptions options)
    {
        string[] faults = [.. validations
            .Where(static validation => validation is not (JwtKitOptionsCheck or MutualTlsOptionsCheck))
            .Select(validation => validation.Validate(Options.DefaultName, options))
            .Where(static result => result.Failed)
            .SelectMany(static result => result.Failures ?? [])];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }
    }

    /// <summary>Makes them what the options monitor says, which so follows good changes and never sees a bad one.</summary>
    public void Publish(JwtKitOptions options)
    {
        published.Use(options);
        cache.TryRemove(Options.DefaultName);
    }

    /// <summary>Tells those who listen to the options monitor.</summary>
    public void Announce() => published.Announce();
}
