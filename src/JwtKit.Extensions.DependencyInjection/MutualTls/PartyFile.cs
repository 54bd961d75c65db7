using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The content of one file that a party's options name, or why it could not be read.</summary>
internal sealed class PartyFile : IDisposable
{
    /// <summary>More than the list of a large authority has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 8 * 1024 * 1024;

    private const int FirstLength = 64 * 1024;

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
            file.Fill();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            file.Fault = $"the file {ShownValue.OfFile(path)} does not exist; a readable file is needed.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            file.Fault = e.Message;
        }

        return file;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Content);

    private void Fill()
    {
        using FileStream stream = File.OpenRead(Path);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(FirstLength, pinned: true);
        int length = 0;
        try
        {
            // The length is not asked for: that of a device or a pipe says nothing.
            while (stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false) is > 0 and int read)
            {
                length += read;
                if (length > MaximumLength)
                {
                    Fault = $"the file {ShownValue.OfFile(Path)} is too long; at most {MaximumLength} bytes are read.";
                    return;
                }

                if (length == buffer.Length)
                {
                    byte[] larger = GC.AllocateUninitializedArray<byte>(buffer.Length * 2, pinned: true);
                    buffer.CopyTo(larger, 0);
                    CryptographicOperations.ZeroMemory(buffer);
                    buffer = larger;
                }
            }

            Content = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            buffer.AsSpan(0, length).CopyTo(Content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
