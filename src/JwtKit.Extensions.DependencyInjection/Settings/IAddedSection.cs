using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>A section below that of JwtKit which another package reads. The package registers it as a service.</summary>
internal interface IAddedSection
{
    /// <summary>The name of the section, such as <c>MutualTls</c>.</summary>
    string Name { get; }

    /// <summary>Adds the entries of the section to the options, and notes what of them could not be read.</summary>
    void Read(IConfigurationSection section, JwtKitOptions options);

    /// <summary>What is wrong with an entry, but for what could not be read at all: a line per fault, each beginning with the full key of a setting.</summary>
    IReadOnlyList<string> FaultsOf(string name, JwtKitOptions options);

    /// <summary>What to say if the application uses an entry of this name that is not there; null if it uses none.</summary>
    string? FaultWithout(string name, JwtKitOptions options);
}
