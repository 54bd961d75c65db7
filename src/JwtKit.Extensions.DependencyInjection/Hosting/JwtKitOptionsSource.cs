using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// Where .NET's options come from: those in use, once there are any, and never what the sources say at that moment, which may be wrong. Reads the options anew for a change, apart
/// from checking them, so that the files of a faulty configuration are known too; and tells the options monitor of changes, and with it all who listen there. Safe for concurrent use.
/// </summary>
internal sealed class JwtKitOptionsSource(
    IEnumerable<IConfigureOptions<JwtKitOptions>> setups,
    IEnumerable<IPostConfigureOptions<JwtKitOptions>> postConfigures,
    IEnumerable<IValidateOptions<JwtKitOptions>> validations,
    IOptionsMonitorCache<JwtKitOptions> cache) : IOptionsFactory<JwtKitOptions>, IOptionsChangeTokenSource<JwtKitOptions>
{
    private readonly OptionsFactory<JwtKitOptions> reader = new(setups, postConfigures);
    private readonly OptionsFactory<JwtKitOptions> first = new(setups, postConfigures, validations);
    private JwtKitOptions? current;
    private ConfigurationReloadToken token = new();

    public string Name => Options.DefaultName;

    public JwtKitOptions Create(string name) => name == Name && Volatile.Read(ref current) is { } options ? options : first.Create(name);

    public IChangeToken GetChangeToken() => Volatile.Read(ref token);

    /// <summary>The options as the configuration has them now.</summary>
    public JwtKitOptions Read() => reader.Create(Name);

    /// <summary>Asks the host's own checks. Those of JwtKit come before, entry by entry.</summary>
    /// <exception cref="OptionsValidationException">There are faults; the message names each.</exception>
    public void Check(JwtKitOptions options)
    {
        string[] faults = [.. validations
            .Where(static validation => validation is not IEntryCheck)
            .Select(validation => validation.Validate(Name, options))
            .Where(static result => result.Failed)
            .SelectMany(static result => result.Failures ?? [])];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Name, typeof(JwtKitOptions), faults);
        }
    }

    /// <summary>Makes them what the options monitor says, which so follows good changes and never sees a bad one.</summary>
    public void Publish(JwtKitOptions options)
    {
        Volatile.Write(ref current, options);
        cache.TryRemove(Name);
    }

    /// <summary>Calls all who listen to the options monitor; what one of them throws comes through.</summary>
    public void Announce() => Interlocked.Exchange(ref token, new ConfigurationReloadToken()).OnReload();
}

/// <summary>A section that was given to <c>AddJwtKit</c>.</summary>
internal sealed record JwtKitSection(IConfigurationSection Section);

/// <summary>Reports all faults of the options at once, each under the full key of its setting, when a host starts.</summary>
internal sealed class JwtKitOptionsCheck(IServiceProvider services) : IEntryCheck
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options) =>
        services.GetRequiredService<JwtKitSnapshotFactory>().Check(options) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}

/// <summary>A check of entries, which a change of the configuration makes entry by entry instead.</summary>
internal interface IEntryCheck : IValidateOptions<JwtKitOptions>;
