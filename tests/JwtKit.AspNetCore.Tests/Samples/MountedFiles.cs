namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>A secret and a private key in files, with all that will ever stand in them: the first ones, and another pair for each rotation.</summary>
internal sealed class MountedFiles : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jwtkit-rotation-").FullName;
    private readonly string[] secretTexts;
    private readonly string[] keyTexts;
    private readonly SigningKey[] signingKeys;
    private volatile int written;

    public MountedFiles(int rotations)
    {
        secretTexts = [.. Enumerable.Range(0, rotations + 1).Select(static rotation => $"the-secret-of-rotation-{rotation:00}-0123456789-0123456789")];
        keyTexts = [.. Enumerable.Range(0, rotations + 1).Select(static _ => Verdicts.NewKeyPem())];
        signingKeys = [.. keyTexts.Select(static pem => SigningKey.Rs256(RsaPrivateKey.FromPem(pem)))];
        Secrets = [.. secretTexts.Select(static secret => VerificationKey.Hs256(Secret.FromText(secret)))];
        Keys = [.. signingKeys.Select(static key => key.VerificationKey)];
        Write(0, inPlace: true);
    }

    public string SecretFile => Path.Combine(folder, "secret");

    public string KeyFile => Path.Combine(folder, "private.pem");

    /// <summary>What verifies tokens under the secret of each rotation.</summary>
    public IReadOnlyList<VerificationKey> Secrets { get; }

    /// <summary>What verifies tokens under the key of each rotation.</summary>
    public IReadOnlyList<VerificationKey> Keys { get; }

    /// <summary>The rotation whose secret and key are in the files, or are being written.</summary>
    public int Written => written;

    /// <summary>Changes both files.</summary>
    /// <param name="rotation">Whose secret and key.</param>
    /// <param name="inPlace">Whether the files are written over; otherwise they are replaced by others of the same name.</param>
    public void Write(int rotation, bool inPlace)
    {
        written = rotation;
        foreach ((string path, string text) in new[] { (SecretFile, secretTexts[rotation]), (KeyFile, keyTexts[rotation]) })
        {
            File.WriteAllText(inPlace ? path : path + ".new", text);
            if (!inPlace)
            {
                File.Move(path + ".new", path, overwrite: true);
            }
        }
    }

    public void Dispose()
    {
        foreach (IDisposable key in signingKeys.Concat<IDisposable>(Secrets))
        {
            key.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
