using System.Diagnostics;
using JwtKit.Tests.Peers;

namespace JwtKit.PostgreSql.Tests;

/// <summary>PostgreSQL's own programs, where the system has them.</summary>
internal static class PostgreSqlPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    /// <summary>The folder of initdb, pg_ctl and postgres; null where there is none.</summary>
    public static string? Folder { get; } = Folders().FirstOrDefault(static folder =>
        File.Exists(Path.Combine(folder, "initdb")) && OtherPrograms.Runs(Path.Combine(folder, "initdb"), "--version"));

    /// <summary>The server refuses to run as root.</summary>
    public static bool RunsAsOther => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows();

    /// <summary>Runs one of the programs, as the user the server belongs to.</summary>
    public static void Run(string program, params string[] arguments)
    {
        string path = Path.Combine(Folder!, program);
        RunAsSelf(RunsAsOther ? "runuser" : path, RunsAsOther ? ["-u", "postgres", "--", path, .. arguments] : arguments);
    }

    /// <summary>Runs any program to its end.</summary>
    /// <remarks>Its output is not captured: a server that it starts would keep the pipe open. It goes to the server's log file.</remarks>
    public static void RunAsSelf(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        if (!process.WaitForExit(LongestRun))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {LongestRun.TotalSeconds} s.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static IEnumerable<string> Folders()
    {
        string[] inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] versions = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return inPath.Concat(versions.OrderByDescending(static folder => folder, StringComparer.Ordinal).Select(static folder => Path.Combine(folder, "bin")));
    }
}
