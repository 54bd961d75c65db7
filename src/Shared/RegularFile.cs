using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JwtKit;

/// <summary>Opens regular files for reading, and nothing else: opening a named pipe waits for its writer, and opening a device may make it do something.</summary>
internal static partial class RegularFile
{
    private const int NoSuchFile = 2;
    private const int NotPermitted = 1;
    private const int Interrupted = 4;
    private const int NoSuchDevice = 6;
    private const int NoAccess = 13;
    private const int NotADirectory = 20;
    private const int NameTooLong = 36;
    private const int NameTooLongOfBsd = 63;
    private const int SharedAtOnce = 1 | 4;

    /// <param name="path">The full path. Links are followed: a mounted secret is one.</param>
    /// <param name="shown">How messages name the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is no regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read it.</exception>
    public static SafeFileHandle Open(string path, Func<string> shown)
    {
        SafeFileHandle file = OpenAtOnce(path, shown);
        try
        {
            RequireRegular(file, shown);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SafeFileHandle OpenAtOnce(string path, Func<string> shown)
    {
        if (OperatingSystem.IsLinux())
        {
            // Before it is opened, so that neither a writer at a pipe nor a device is woken.
            Require(FileKind.OtherThanRegularTarget(path), shown);
            return OpenUnix(path, shown, flags: 0x800 | 0x80000 | 0x100, wouldBlock: 11);
        }

        return OperatingSystem.IsMacOS() ? OpenUnix(path, shown, flags: 0x4 | 0x1000000 | 0x20000, wouldBlock: 35)
            : OperatingSystem.IsFreeBSD() ? OpenUnix(path, shown, flags: 0x4 | 0x100000 | 0x8000, wouldBlock: 35)
            : OpenManaged(path, shown);
    }

    /// <param name="path">The full path.</param>
    /// <param name="shown">How messages name the file.</param>
    /// <param name="flags">O_NONBLOCK, O_CLOEXEC and O_NOCTTY of the system; O_RDONLY is 0.</param>
    /// <param name="wouldBlock">EWOULDBLOCK of the system.</param>
    private static SafeFileHandle OpenUnix(string path, Func<string> shown, int flags, int wouldBlock)
    {
        int descriptor;
        int error = 0;
        do
        {
            descriptor = OpenFile(path, flags);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Interrupted);

        if (descriptor < 0)
        {
            throw error switch
            {
                NoSuchFile or NotADirectory or NameTooLong or NameTooLongOfBsd => Missing(shown),
                NoAccess or NotPermitted => new UnauthorizedAccessException($"the file {shown()} may not be read by this process; give it the right to."),
                NoSuchDevice => Not(shown, "a socket or a device"),
                _ => new IOException($"the file {shown()} could not be opened: {Marshal.GetPInvokeErrorMessage(error)}."),
            };
        }

        SafeFileHandle file = new(descriptor, ownsHandle: true);
        if (Lock(descriptor, SharedAtOnce) < 0 && Marshal.GetLastPInvokeError() == wouldBlock)
        {
            // As File.Open does: a .NET program that writes a file holds this lock.
            file.Dispose();
            throw new IOException($"the file {shown()} is being written by another process.");
        }

        return file;
    }

    private static SafeFileHandle OpenManaged(string path, Func<string> shown)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            throw Missing(shown);
        }
    }

    private static void RequireRegular(SafeFileHandle file, Func<string> shown)
    {
        Require(FileKind.OtherThanRegular((int)file.DangerousGetHandle(), out bool isKnown), shown);
        if (isKnown)
        {
            return;
        }

        if ((File.GetAttributes(file) & (FileAttributes.Directory | FileAttributes.Device)) != 0)
        {
            throw Not(shown, "a directory or a device");
        }

        // Neither pipes nor sockets can seek. A device that can is read to the limit.
        using FileStream stream = new(new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            throw Not(shown, "a pipe, a socket or a device");
        }
    }

    private static void Require(string? other, Func<string> shown)
    {
        if (other is not null)
        {
            throw Not(shown, other);
        }
    }

    private static IOException Not(Func<string> shown, string found) => new($"the file {shown()} is {found}; a regular file is needed, or a link to one.");

    private static FileNotFoundException Missing(Func<string> shown) => new($"the file {shown()} does not exist; a readable file is needed.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lock(int descriptor, int operation);
}

/// <summary>Tells what a path names, without opening it: opening a named pipe waits for its other end, and opening a device may make it do something.</summary>
internal static partial class FileKind
{
    private const int OfTheFolder = -100;
    private const int NoLinks = 0x100;
    private const int OfTheDescriptor = 0x1000;
    private const int TypeAndMode = 3;
    private const int StatusLength = 256;
    private const int ModeOffset = 28;
    private const int Regular = 8;

    /// <summary>What it is in words, such as "a named pipe"; null for a regular file, for nothing at all, and where the system does not say.</summary>
    /// <param name="path">The full path. A link is a link, whatever it leads to.</param>
    public static string? OtherThanRegular(string path) => NameOf(TypeOf(OfTheFolder, path, NoLinks));

    /// <summary>The same of what a link leads to.</summary>
    /// <param name="path">The full path.</param>
    public static string? OtherThanRegularTarget(string path) => NameOf(TypeOf(OfTheFolder, path, 0));

    /// <summary>The same of an open file.</summary>
    /// <param name="descriptor">Of the system.</param>
    /// <param name="isKnown">Whether the system says.</param>
    public static string? OtherThanRegular(int descriptor, out bool isKnown)
    {
        int? type = TypeOf(descriptor, string.Empty, OfTheDescriptor);
        isKnown = type is not null;
        return NameOf(type);
    }

    private static string? NameOf(int? type) => type switch
    {
        null or Regular => null,
        1 => "a named pipe",
        4 => "a directory",
        10 => "a symbolic link",
        12 => "a socket",
        _ => "a device",
    };

    /// <summary>The upper four bits of a Unix mode.</summary>
    private static int? TypeOf(int directory, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> status = stackalloc byte[StatusLength];
        try
        {
            return Status(directory, path, flags, TypeAndMode, ref MemoryMarshal.GetReference(status)) == 0
                ? MemoryMarshal.Read<ushort>(status[ModeOffset..]) >> 12
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // Older C libraries do not have it.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int directory, string path, int flags, uint mask, ref byte status);
}
