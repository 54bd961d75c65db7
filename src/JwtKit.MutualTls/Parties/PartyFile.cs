using System.Security.Cryptography;

namespace JwtKit;

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
