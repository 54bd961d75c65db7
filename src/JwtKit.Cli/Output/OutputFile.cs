using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Cryptography;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace JwtKit.Cli;

/// <summary>A file that is there whole or not at all: it has no name until it is whole, or where the system cannot do that another one in the same folder.</summary>
/// <remarks>
/// <code>
/// using OutputFile file = OutputFile.Create(call, path, isPrivate: true, force: call[force]);
/// file.Stream.Write(…);
/// file.Commit();
/// </code>
/// Without <see cref="Commit"/> nothing is left, also after Ctrl-C and other signals.
/// </remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly Interruption interruption;
    private readonly string path;
    private readonly string shown;
    private readonly bool force;
    private readonly FileStream stream;

    /// <summary>A short name for the file until it is whole, so that every name fits that the file system takes. An unnamed file has it for the instant of replacing another.</summary>
    private readonly string partial;
    private readonly bool isUnnamed;
    private bool isDone;

    private OutputFile(Interruption interruption, string path, string shown, string partial, bool isPrivate, bool force)
    {
        this.interruption = interruption;
        this.path = path;
        this.shown = shown;
        this.partial = partial;
        this.force = force;
        if (UnnamedFile.TryCreate(Path.GetDirectoryName(path)!, isPrivate) is { } unnamed)
        {
            stream = unnamed;
            isUnnamed = true;
        }
        else
        {
            stream = isPrivate ? OwnersFile.Create(partial) : new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
    }

    /// <summary>Receives the content.</summary>
    public Stream Stream => stream;

    /// <summary>Begins a file.</summary>
    /// <param name="context">The call, which undoes it at Ctrl-C and other signals.</param>
    /// <param name="path">Where it will be.</param>
    /// <param name="isPrivate">Whether only its owner may read it, from its first byte on: keys, secrets, tokens and whatever was decrypted.</param>
    /// <param name="force">Whether a regular file that is there is replaced.</param>
    /// <exception cref="UsageException">There is such a file and it is not to be replaced, or it is no regular file.</exception>
    public static OutputFile Create(CommandContext context, string path, bool isPrivate, bool force)
    {
        string full = Path.GetFullPath(path);
        RequireReplaceable(full, path, force);
        if (Path.GetDirectoryName(full) is not { } folder || !Directory.Exists(folder))
        {
            throw new UsageException($"The folder of '{path}' does not exist.");
        }

        string partial = Path.Combine(folder, $".{RandomNumberGenerator.GetHexString(8, lowercase: true)}.partial");

        return context.Interruption.Begin(() => new OutputFile(context.Interruption, full, path, partial, isPrivate, force), undoing: () => Delete(partial));
    }

    /// <summary>Gives the file its name, once it is whole and on the disk.</summary>
    /// <exception cref="UsageException">Another file has taken the name meanwhile.</exception>
    public void Commit()
    {
        stream.Flush(flushToDisk: true);
        RequireReplaceable(path, shown, force);
        if (isUnnamed && OperatingSystem.IsLinux())
        {
            interruption.Step(NameUnnamed);
            stream.Dispose();
        }
        else
        {
            stream.Dispose();
            interruption.Step(() => File.Move(partial, path, overwrite: force));
        }

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

    [SupportedOSPlatform("linux")]
    private void NameUnnamed()
    {
        if (UnnamedFile.TryName(stream, path))
        {
            return;
        }

        if (!force)
        {
            throw Taken(shown);
        }

        // The system gives a file a name, or replaces a name by another; it does not do both at once.
        if (!UnnamedFile.TryName(stream, partial))
        {
            throw Taken(partial);
        }

        File.Move(partial, path, overwrite: true);
    }

    private static void RequireReplaceable(string full, string shown, bool force)
    {
        FileSystemInfo file = new FileInfo(full);
        string? kind = Directory.Exists(full) ? "a directory"
            : file.LinkTarget is not null ? "a symbolic link"
            : !file.Exists ? null
            : OperatingSystem.IsLinux() ? FileKind.OtherThanRegular(full)
            : full.StartsWith("/dev/", StringComparison.Ordinal) ? "a device" : null;
        if (kind is not null)
        {
            throw new UsageException($"'{shown}' is {kind}; --out needs the name of a regular file, which may be new.");
        }

        if (!force && file.Exists)
        {
            throw Taken(shown);
        }
    }

    private static UsageException Taken(string shown) => new($"'{shown}' exists already; --force replaces it.");

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

/// <summary>A file that nobody but its owner may read, from its creation on.</summary>
internal static class OwnersFile
{
    /// <param name="path">Must not be there yet.</param>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream Create(string path) => OperatingSystem.IsWindows() ? CreateOnWindows(path) : CreateOnUnix(path);

    [UnsupportedOSPlatform("windows")]
    private static FileStream CreateOnUnix(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.None,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    [SupportedOSPlatform("windows")]
    private static FileStream CreateOnWindows(string path)
    {
        FileSecurity security = new();
        using WindowsIdentity owner = WindowsIdentity.GetCurrent();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(owner.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write | FileSystemRights.Delete, FileShare.None, 4096, FileOptions.None, security);
    }
}

/// <summary>A file that has no name until it is whole (Linux, O_TMPFILE): however the process ends before, the system takes it away.</summary>
internal static partial class UnnamedFile
{
    private const int WriteOnly = 1;
    private const int CloseOnExecute = 0x80000;
    private const int CurrentFolder = -100;
    private const int FollowLinks = 0x400;
    private const int AlreadyExists = 17;

    // The usual one for every file and the one for its owner alone; the system takes the bits of the umask off.
    private const uint ModeOfAnyFile = 0x1B6;
    private const uint ModeOfPrivateFile = 0x180;

    /// <summary>Begins a file in a folder; null where the system or the file system has no such files.</summary>
    /// <param name="folder">The full path of a folder.</param>
    /// <param name="isPrivate">Whether only its owner may read it.</param>
    public static FileStream? TryCreate(string folder, bool isPrivate)
    {
        // O_TMPFILE holds O_DIRECTORY, whose value depends on the processor. The link below goes through /proc.
        int? temporary = !OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fd") ? null : RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 0x410000,
            Architecture.Arm64 => 0x404000,
            _ => null,
        };
        int descriptor = temporary is { } flags ? Open(folder, flags | WriteOnly | CloseOnExecute, isPrivate ? ModeOfPrivateFile : ModeOfAnyFile) : -1;
        return descriptor < 0 ? null : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write);
    }

    /// <summary>Gives the file a name.</summary>
    /// <param name="file">From <see cref="TryCreate"/>.</param>
    /// <param name="path">The full path.</param>
    /// <returns>False if the name is taken, by whatever it is.</returns>
    /// <exception cref="IOException">The system refuses.</exception>
    [SupportedOSPlatform("linux")]
    public static bool TryName(FileStream file, string path)
    {
        if (Link(CurrentFolder, $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}", CurrentFolder, path, FollowLinks) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw new IOException($"The file '{path}' could not be written: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(int fromFolder, string from, int toFolder, string to, int flags);
}
