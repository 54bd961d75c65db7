using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>
/// Where the options of the platform come from: those in use, once there are any, and never what the sources say at that moment, which may be wrong. Tells the
/// options monitor of changes, and with it all who listen there. Safe for concurrent use.
/// </summary>
internal sealed class PublishedOptions(
    IEnumerable<IConfigureOptions<JwtKitOptions>> setups,
    IEnumerable<IPostConfigureOptions<JwtKitOptions>> postConfigures,
    IEnumerable<IValidateOptions<JwtKitOptions>> validations) : IOptionsFactory<JwtKitOptions>, IOptionsChangeTokenSource<JwtKitOptions>
{
    private readonly OptionsFactory<JwtKitOptions> first = new(setups, postConfigures, validations);
    private JwtKitOptions? current;
    private ConfigurationReloadToken token = new();

    public string Name => Options.DefaultName;

    public JwtKitOptions Create(string name) => name == Name && Volatile.Read(ref current) is { } options ? options : first.Create(name);

    public IChangeToken GetChangeToken() => Volatile.Read(ref token);

    public void Use(JwtKitOptions options) => Volatile.Write(ref current, options);

    /// <summary>Calls all who listen; what one of them throws comes through.</summary>
    public void Announce() => Interlocked.Exchange(ref token, new ConfigurationReloadToken()).OnReload();
}
