namespace JwtKit.MutualTls.Tests;

/// <summary>The files of one party, in a folder that lasts as long as its test.</summary>
internal sealed class PartyFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("jwtkit-mtls-").FullName;

    public string Certificate => Path.Combine(Folder, "certificate.pem");

    public string Key => Path.Combine(Folder, "key.pem");

    public string Chain => Path.Combine(Folder, "chain.pem");

    public string Root => Path.Combine(Folder, "root.pem");

    public string RevocationList => Path.Combine(Folder, "revoked.pem");

    public static PartyFolder Of(TestPki pki, TestCertificate own, bool withRevocationList = true)
    {
        PartyFolder folder = new();
        folder.Write(own);
        File.WriteAllText(folder.Root, pki.Root.Pem);
        if (withRevocationList)
        {
            File.WriteAllText(folder.RevocationList, pki.RevocationListPem);
        }

        return folder;
    }

    public void Write(TestCertificate own)
    {
        File.WriteAllText(Certificate, own.FullPem);
        File.WriteAllText(Key, own.KeyPem);
    }

    public void Configure(MutualTlsOptions options)
    {
        options.CertificateFile = Certificate;
        options.KeyFile = Key;
        options.RootFile = Root;
        options.ChainFile = File.Exists(Chain) ? Chain : null;
        options.RevocationListFile = File.Exists(RevocationList) ? RevocationList : null;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
