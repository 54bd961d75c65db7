using System.Diagnostics;
using System.Text;

namespace JwtKit.Cli.Tests;

/// <summary>The built tool as a process. JWTKIT_TOOL names another one, such as an installed package.</summary>
internal static class Tool
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(60);

    /// <summary>The program to start.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("JWTKIT_TOOL")
        ?? System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "JwtKit.Cli.exe" : "JwtKit.Cli");

    /// <summary>Starts the tool with nothing but these variables of its own in its environment.</summary>
    public static Process Start(IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(Path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the tool to its end.</summary>
    public static async Task<ToolResult> RunAsync(
        IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        using Process process = Start(arguments, folder, environment);
        return await EndAsync(process, input);
    }

    /// <summary>Gives a process its input and waits for its end.</summary>
    public static async Task<ToolResult> EndAsync(Process process, string input = "", TimeSpan? endTime = null)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A call that is wrong ends before it has read anything.
        }

        using CancellationTokenSource end = new(endTime ?? EndTime);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolResult(process.ExitCode, await output, await error);
    }
}
