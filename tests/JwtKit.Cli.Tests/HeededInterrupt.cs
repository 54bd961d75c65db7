using System.Globalization;
using System.Runtime.InteropServices;

namespace JwtKit.Cli.Tests;

/// <summary>Has programs that are started meanwhile heed Ctrl+C. A shell that runs its script in the background lets it be ignored, and so does whatever is started there.</summary>
internal sealed class HeededInterrupt : IDisposable
{
    private const int Number = 2;
    private const nint Default = 0;
    private const nint Ignore = 1;

    private readonly bool wasIgnored = OperatingSystem.IsLinux() && IsIgnored();

    public HeededInterrupt()
    {
        if (wasIgnored)
        {
            _ = Signal(Number, Default);
        }
    }

    public void Dispose()
    {
        if (wasIgnored)
        {
            _ = Signal(Number, Ignore);
        }
    }

    private static bool IsIgnored()
    {
        const string Begin = "SigIgn:";
        string mask = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith(Begin, StringComparison.Ordinal))[Begin.Length..];
        return (ulong.Parse(mask.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Number - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int number, nint handler);
}
