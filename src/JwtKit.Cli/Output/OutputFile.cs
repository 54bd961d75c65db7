using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>A file that is there whole or not at all: written aside, in the same folder, and renamed at the end.</summary>
/// <remarks>
/// <code>
/// using OutputFile file = OutputFile.Create(call, path, isPrivate: true, force: call[force]);
/// file.Stream.Write(…);
/// file.Commit();
/// </code>
/// Without <see cref="Commit"/> nothing is left, also after Ctrl-C.
/// </remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly Interruption interruption;
    private readonly string path;
    private readonly string partial;
    private readonly bool force;
    private readonly FileStream stream;
    private bool isDone;

    private OutputFile(Interruption interruption, string path, string partial, bool isPrivate, bool force)
    {
        this.interruption = interruption;
        this.path = path;
        this.partial = partial;
        this.force = force;
        stream = isPrivate ? OwnersFile.Create(partial) : new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Receives the content.</summary>
    public Stream Stream => stream;

    /// <summary>Begins a file.</summary>
    /// <param name="call">The call, which undoes it at Ctrl-C.</param>
    /// <param name="path">Where it will be.</param>
    /// <param name="isPrivate">Whether only its owner may read it, from its first byte on: keys, secrets, tokens and whatever was decrypted.</param>
    /// <param name="force">Whether a file that is there is replaced.</param>
    /// <exception cref="WrongCallException">There is such a file and it is not to be replaced, or it is no file.</exception>
    public static OutputFile Create(Call call, string path, bool isPrivate, bool force)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full) || full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new WrongCallException($"'{path}' is no file that could be written; --out needs the name of a file.");
        }

        if (Path.GetDirectoryName(full) is not { } folder || !Directory.Exists(folder))
        {
            throw new WrongCallException($"The folder of '{path}' does not exist.");
        }

        RequireFree(full, path, force);
        string partial = Path.Combine(folder, $".{Path.GetFileName(full)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.partial");

        return call.Interruption.Begin(() => new OutputFile(call.Interruption, full, partial, isPrivate, force), undoing: () => Delete(partial));
    }

    /// <summary>Gives the file its name, once it is whole and on the disk.</summary>
    /// <exception cref="WrongCallException">Another file has taken the name meanwhile.</exception>
    public void Commit()
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        RequireFree(path, path, force);
        interruption.Step(() => File.Move(partial, path, overwrite: force));
        isDone = true;
    }

    /// <summary>Deletes what was written, unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            // Writes what is still in its buffer, for which the disk may have no room.
            stream.Dispose();
        }
        finally
        {
            if (!isDone)
            {
                Delete(partial);
            }
        }
    }

    private static void RequireFree(string full, string shown, bool force)
    {
        if (!force && File.Exists(full))
        {
            throw new WrongCallException($"'{shown}' exists already; --force replaces it.");
        }
    }

    private static void Delete(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever made it impossible to delete has made it impossible to leave nothing behind.
        }
    }
}
