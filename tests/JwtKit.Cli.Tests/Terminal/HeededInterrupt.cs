using System.Globalization;
using System.Runtime.InteropServices;

namespace JwtKit.Cli.Tests;

/// <summary>Has programs that are started meanwhile heed SIGHUP, SIGINT and SIGQUIT. A shell that runs its script in the background, and nohup, let them be ignored, and so does whatever is started there.</summary>
internal sealed class HeededInterrupt : IDisposable
{
    private static readonly int[] Numbers = [1, 2, 3];

    private const nint Default = 0;
    private const nint Ignore = 1;

    private readonly int[] ignored = OperatingSystem.IsLinux() ? [.. Numbers.Where(IsIgnored)] : [];

    public HeededInterrupt() => Array.ForEach(ignored, static number => Signal(number, Default));

    public void Dispose() => Array.ForEach(ignored, static number => Signal(number, Ignore));

    private static bool IsIgnored(int number)
    {
        const string Begin = "SigIgn:";
        string mask = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith(Begin, StringComparison.Ordinal))[Begin.Length..];
        return (ulong.Parse(mask.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (number - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int number, nint handler);
}
