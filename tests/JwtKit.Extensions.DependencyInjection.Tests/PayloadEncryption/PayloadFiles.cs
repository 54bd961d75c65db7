using Microsoft.Extensions.Configuration;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>The key files of both sides, and the sections that name them.</summary>
internal sealed class PayloadFiles : IDisposable
{
    private readonly TemporaryFile serverPrivate = new(PayloadKeys.Server.ExportPem());
    private readonly TemporaryFile serverPublic = new(PayloadKeys.Server.GetPublicKey().ExportPem());
    private readonly TemporaryFile clientPrivate = new(PayloadKeys.Client.ExportPem());
    private readonly TemporaryFile clientPublic = new(PayloadKeys.Client.GetPublicKey().ExportPem());

    public string ServerPrivate => serverPrivate.Path;

    public string ServerPublic => serverPublic.Path;

    public string ClientPrivate => clientPrivate.Path;

    public string ClientPublic => clientPublic.Path;

    public IConfigurationSection Server(params (string Key, string? Value)[] changes) => Section(ServerPrivate, ClientPublic, changes);

    public IConfigurationSection Client(params (string Key, string? Value)[] changes) => Section(ClientPrivate, ServerPublic, changes);

    public void Dispose()
    {
        serverPrivate.Dispose();
        serverPublic.Dispose();
        clientPrivate.Dispose();
        clientPublic.Dispose();
    }

    private static IConfigurationSection Section(string privateKey, string recipient, (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase) { ["PrivateKeyFile"] = privateKey, ["RecipientKeyFile"] = recipient };
        foreach ((string key, string? value) in changes)
        {
            settings[key] = value;
        }

        return Settings.Only([.. settings.Where(static setting => setting.Value is not null).Select(static setting => ("JwtKit:Envelopes:kore:" + setting.Key, setting.Value))]);
    }
}
