using System.Runtime.InteropServices;

namespace JwtKit;

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
