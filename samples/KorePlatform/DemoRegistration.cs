namespace JwtKit.Samples.KorePlatform;

/// <summary>Gives each app that no configuration source has given a key the one of the demo, as if it had been registered with it. For development only.</summary>
internal static class DemoRegistration
{
    private const string Envelope = "JwtKit:Envelopes:public-api";
    private const string Keys = "KorePlatform:Keys";

    public static void AddTo(WebApplicationBuilder builder)
    {
        ConfigurationManager configuration = builder.Configuration;
        DemoFiles files = DemoFiles.Open(
            configuration["Demo:Folder"] ?? Path.Combine(builder.Environment.ContentRootPath, "..", ".demo"), static path => Console.WriteLine($"Made {path} for the demo."));
        Dictionary<string, string?> settings = [];
        foreach (IConfigurationSection app in configuration.GetSection("KoreAiApps").GetChildren().Where(static app => !Has(app, "Secret", "SecretFile", "KeyFile")))
        {
            bool isRsa = app["Algorithm"]?.StartsWith("RS", StringComparison.Ordinal) == true;
            settings[$"{app.Path}:{(isRsa ? "KeyFile" : "SecretFile")}"] = files[isRsa ? DemoFiles.AppPublicKey : app["Algorithm"] == "HS512" ? DemoFiles.LongClientSecret : DemoFiles.ClientSecret];
        }

        if (!Has(configuration.GetSection(Keys), "DecryptionKeyFile"))
        {
            settings[Keys + ":DecryptionKeyFile"] = files[DemoFiles.PlatformKey];
            settings[Keys + ":DecryptionKeyId"] = configuration[Keys + ":DecryptionKeyId"] ?? KeyIdIn(files[DemoFiles.PlatformJwk]);
        }

        if (!Has(configuration.GetSection(Envelope), "PrivateKeyFile", "SharedKey", "SharedKeyFile"))
        {
            settings[Envelope + ":PrivateKeyFile"] = files[DemoFiles.PlatformPayloadKey];
            settings[Envelope + ":KeyId"] = configuration[Envelope + ":KeyId"] ?? KeyIdIn(files[DemoFiles.PlatformPayloadJwk]);
        }

        foreach (IConfigurationSection caller in configuration.GetSection(Envelope + ":Callers").GetChildren().Where(static caller => !Has(caller, "KeyFile")))
        {
            settings[caller.Path + ":KeyFile"] = files[DemoFiles.AppPayloadPublicKey];
        }

        configuration.AddInMemoryCollection(settings);
    }

    private static bool Has(IConfigurationSection section, params string[] names) => names.Any(name => !string.IsNullOrEmpty(section[name]));

    private static string? KeyIdIn(string file)
    {
        using Jwk jwk = Jwk.Parse(File.ReadAllText(file));
        return jwk.KeyId;
    }
}
