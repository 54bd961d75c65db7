namespace JwtKit.Samples;

/// <summary>
/// Keys and secrets that the samples of one machine share, as an integrator and a platform do once an app is registered. Whichever sample starts first makes
/// what is missing, readable by its owner alone. For development only.
/// </summary>
internal sealed class DemoFiles
{
    /// <summary>The Client Secret of the apps that sign with HS256: text of 44 characters that looks like base64.</summary>
    public const string ClientSecret = "client.secret";

    /// <summary>The same for HS512, which needs a longer one: text of 88 characters.</summary>
    public const string LongClientSecret = "client-512.secret";

    /// <summary>The private key of the apps that sign with RS256 and RS512; the integrator's.</summary>
    public const string AppKey = "app.pem";

    /// <summary>Its public half, as it is registered with the platform.</summary>
    public const string AppPublicKey = "app.public.pem";

    /// <summary>The platform's private key, for encrypted tokens.</summary>
    public const string PlatformKey = "platform.pem";

    /// <summary>Its public half, as the platform shows it: a JWK with a <c>kid</c> and without <c>alg</c>.</summary>
    public const string PlatformJwk = "platform.jwk.json";

    /// <summary>The platform's private key for encrypted payloads: another one, because that of the tokens also serves the legacy RSA1_5.</summary>
    public const string PlatformPayloadKey = "platform-payload.pem";

    /// <summary>Its public half, as the platform shows it.</summary>
    public const string PlatformPayloadJwk = "platform-payload.jwk.json";

    /// <summary>The private key of the app that enforces encrypted payloads; the integrator's.</summary>
    public const string AppPayloadKey = "app-payload.pem";

    /// <summary>Its public half, as it is registered with the platform.</summary>
    public const string AppPayloadPublicKey = "app-payload.public.pem";

    private const string LockName = ".lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder;

    private DemoFiles(string folder) => this.folder = folder;

    /// <summary>The full path of a file.</summary>
    /// <param name="name">One of the names above.</param>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>Opens the folder and makes what is missing in it.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="made">Called with the full path of each private file that is made.</param>
    public static DemoFiles Open(string folder, Action<string> made)
    {
        DemoFiles files = new(Path.GetFullPath(folder));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(files.folder);
        }
        else
        {
            Directory.CreateDirectory(files.folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        using FileStream turn = files.WaitForTurn();
        files.MakeSecret(ClientSecret, 32, made);
        files.MakeSecret(LongClientSecret, 64, made);
        files.MakeKey(AppKey, AppPublicKey, static key => key.ExportPem(), made);
        files.MakeKey(PlatformKey, PlatformJwk, static key => key.ToJwk(key.Thumbprint).ToJson(), made);
        files.MakeKey(PlatformPayloadKey, PlatformPayloadJwk, static key => key.ToJwk(key.Thumbprint).ToJson(), made);
        files.MakeKey(AppPayloadKey, AppPayloadPublicKey, static key => key.ExportPem(), made);
        return files;
    }

    /// <summary>Two samples that start at once take turns, so that both end up with the same files.</summary>
    private FileStream WaitForTurn()
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(this[LockName], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(100);
            }
        }
    }

    private void MakeSecret(string name, int byteCount, Action<string> made)
    {
        if (!File.Exists(this[name]))
        {
            Write(name, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(byteCount)));
            made(this[name]);
        }
    }

    private void MakeKey(string name, string publicName, Func<RsaPublicKey, string> writePublic, Action<string> made)
    {
        bool isThere = File.Exists(this[name]);
        if (isThere && File.Exists(this[publicName]))
        {
            return;
        }

        using RsaPrivateKey key = isThere ? RsaPrivateKey.FromPem(File.ReadAllText(this[name])) : RsaPrivateKey.Generate();
        if (!isThere)
        {
            Write(name, key.ExportPem());
            made(this[name]);
        }

        Write(publicName, writePublic(key.GetPublicKey()));
    }

    /// <summary>Whole or not at all, whenever the program is stopped.</summary>
    private void Write(string name, string text)
    {
        string aside = this[name] + ".new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (StreamWriter writer = new(aside, options))
        {
            writer.Write(text);
        }

        File.Move(aside, this[name], overwrite: true);
    }
}
