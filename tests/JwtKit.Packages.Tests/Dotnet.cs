using System.Diagnostics;
using JwtKit.Cli.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>The SDK's command, as somebody calls it in a folder of their own.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan EndTime = TimeSpan.FromMinutes(10);

    /// <summary>Starts it.</summary>
    /// <param name="folder">The folder it is called in.</param>
    /// <param name="arguments">What stands behind <c>dotnet</c>.</param>
    /// <param name="environment">Variables beside those of the tests.</param>
    public static Process Start(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // No build process outlives the test, and none of the surrounding build's settings is taken over.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(folder, arguments, environment);
        return await Tool.EndAsync(process, endTime: EndTime);
    }
}
