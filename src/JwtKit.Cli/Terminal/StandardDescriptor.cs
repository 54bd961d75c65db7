using System.Runtime.InteropServices;

namespace JwtKit.Cli;

/// <summary>Whether the process was started with its standard streams open (a shell closes one by <c>&lt;&amp;-</c> or <c>&gt;&amp;-</c>).</summary>
/// <remarks>
/// The runtime's own files take the numbers of streams that are closed: reading from one of them never ends, and writing to one harms the process. They are marked to be
/// closed when a program is executed, which no stream that came over such an execution can be.
/// </remarks>
internal static partial class StandardDescriptor
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetFlags = 1;
    private const int CloseOnExecute = 1;

    /// <param name="number">One of the constants.</param>
    public static bool IsOpen(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        int flags = Control(number, GetFlags);
        return flags >= 0 && (flags & CloseOnExecute) == 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int number, int command);
}
