using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>All files of a party as they were at one moment. Erased on dispose, since the private key is among them.</summary>
internal sealed class PartyFiles : IDisposable
{
    private readonly MutualTlsOptions options;

    private PartyFiles(MutualTlsOptions options)
    {
        this.options = options;
        Certificate = PartyFile.Read(options.CertificateFile);
        Key = PartyFile.Read(options.KeyFile);
        Chain = PartyFile.Read(options.ChainFile);
        Root = PartyFile.Read(options.RootFile);
        RevocationList = PartyFile.Read(options.RevocationListFile);
    }

    public PartyFile? Certificate { get; }

    public PartyFile? Key { get; }

    public PartyFile? Chain { get; }

    public PartyFile? Root { get; }

    public PartyFile? RevocationList { get; }

    /// <summary>The settings that are no files.</summary>
    private string?[] Others => [options.KeyPassword, options.AllowMissingPurpose.ToString(), options.WarnBeforeExpiry.ToString("c", CultureInfo.InvariantCulture), .. options.AllowedSubjects];

    private PartyFile?[] All => [Certificate, Key, Chain, Root, RevocationList];

    public static PartyFiles Read(MutualTlsOptions options) => new(options);

    /// <summary>SHA-256 over what was read, and the settings beside. Of the content, not of dates and lengths: those of a symbolic link do not change with its target.</summary>
    public byte[] Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> each = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (PartyFile? file in All)
        {
            SHA256.HashData(file?.Content ?? [], each);
            hash.AppendData(each);
            hash.AppendData([(byte)(file is null ? 0 : file.Fault is null ? 1 : 2)]);
        }

        foreach (string? other in Others)
        {
            // Of each its own hash, so that no two lists of settings read the same.
            SHA256.HashData(Encoding.UTF8.GetBytes(other ?? string.Empty), each);
            hash.AppendData(each);
        }

        return hash.GetHashAndReset();
    }

    public void Dispose() => Array.ForEach(All, static file => file?.Dispose());
}

/// <summary>The content of one file that a party's options name, or why it could not be read.</summary>
internal sealed class PartyFile : IDisposable
{
    /// <summary>More than the list of a large authority has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 8 * 1024 * 1024;

    private PartyFile(string path) => Path = path;

    public string Path { get; }

    public byte[] Content { get; private set; } = [];

    public string? Fault { get; private set; }

    /// <summary>Null if no file is named.</summary>
    public static PartyFile? Read(string? path)
    {
        if (path is null)
        {
            return null;
        }

        PartyFile file = new(path);
        if (FilePath.IsContent(path))
        {
            file.Fault = FilePath.Fault;
            return file;
        }

        try
        {
            file.Content = BoundedFile.Read(path, MaximumLength, ShownValue.OfFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            file.Fault = e.Message;
        }

        return file;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Content);
}
