namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Key files of two apps and of the platform, in a folder that lasts as long as its test.</summary>
internal sealed class AppFiles : IDisposable
{
    public const string Secret = "bUZ1bGwtb2YtdGV4dC10aGF0LWxvb2tzLWxpa2UtYjY=";
    public const string OtherSecret = "b3RoZXItdGV4dC10aGF0LWxvb2tzLWxpa2UtYmFzZTY=";

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public AppFiles()
    {
        File.WriteAllText(SecretFile, Secret);
        File.WriteAllText(PlatformFile, Platform.ExportPem());
        File.WriteAllText(PublicFile, App.GetPublicKey().ExportPem());
    }

    /// <summary>Nobody disposes it.</summary>
    public static RsaPrivateKey App { get; } = RsaPrivateKey.Generate();

    /// <inheritdoc cref="App" />
    public static RsaPrivateKey Platform { get; } = RsaPrivateKey.Generate();

    public string SecretFile => Path.Combine(folder, "client.secret");

    public string PublicFile => Path.Combine(folder, "app.pem");

    public string PlatformFile => Path.Combine(folder, "platform.pem");

    public static EncryptionTarget Target(KeyManagement? management = null, string keyId = "k-1") =>
        EncryptionKey.FromPublicKey(management ?? KeyManagement.RsaOaep, Platform.GetPublicKey(), keyId).Using(ContentEncryption.A128Gcm);

    /// <summary>The settings of the two apps and of the platform.</summary>
    public (string Key, string? Value)[] Settings(params (string Key, string? Value)[] changes) =>
    [
        ("Apps:hs:ClientId", "cs-1"),
        ("Apps:hs:Algorithm", "HS256"),
        ("Apps:hs:SecretFile", SecretFile),
        ("Apps:hs:Scopes:0", "Chat History"),
        ("Apps:hs:ScopesPublished", "true"),
        ("Apps:rs:ClientId", "cs-2"),
        ("Apps:rs:Algorithm", "RS256"),
        ("Apps:rs:KeyFile", PublicFile),
        ("Platform:DecryptionKeyFile", PlatformFile),
        ("Platform:DecryptionKeyId", "k-1"),
        ("Replay:Store", "Memory"),
        ("Replay:AcceptEarlierTokens", "true"),
        .. changes,
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
