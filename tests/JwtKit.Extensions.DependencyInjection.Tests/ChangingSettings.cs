using Microsoft.Extensions.Configuration;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A configuration source whose settings a test changes while a host runs.</summary>
internal sealed class ChangingSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly IConfigurationRoot root;

    public ChangingSettings(params (string Key, string? Value)[] settings)
    {
        // The section exists also where it has no settings.
        Data["JwtKit"] = "";
        root = new ConfigurationBuilder().Add(this).Build();
        Change(settings);
    }

    /// <summary>The section <c>JwtKit</c>.</summary>
    public IConfigurationSection Section => root.GetSection("JwtKit");

    public IConfigurationSection Named(string section) => root.GetSection(section);

    /// <summary>Changes settings under <c>JwtKit:</c> at once, as an edited file does; null takes one out.</summary>
    public void Change(params (string Key, string? Value)[] settings)
    {
        Dictionary<string, string?> changed = new(Data, StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string? value) in settings)
        {
            if (value is null)
            {
                changed.Remove("JwtKit:" + key);
            }
            else
            {
                changed["JwtKit:" + key] = value;
            }
        }

        Data = changed;
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
