using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>A sample that is one file, run as its readers run it: <c>dotnet run samples/name.cs</c>.</summary>
internal static class FileSample
{
    /// <summary>A sample is compiled when it is run; on a busy machine that takes a while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", ".."));

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.cs").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>That of these tests, in which everything the samples refer to is built already.</summary>
    public static string BuildConfiguration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Runs a command of <c>dotnet</c> to its end; what it says of faults comes after its output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // A build node that stays would keep the output open.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        process.StandardInput.Close();
        using CancellationTokenSource timeout = new(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
