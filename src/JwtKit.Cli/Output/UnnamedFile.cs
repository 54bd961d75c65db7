using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace JwtKit.Cli;

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
