using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>Debian's Chromium without a screen, led by playwright-core: each scenario in a process and a profile of its own.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Ignores or fails the test where a program is missing.</summary>
    public static void Require()
    {
        OtherPrograms.Require(File.Exists(Program), "chromium is missing: apt-get install chromium");
        OtherPrograms.Require(
            OtherPrograms.Runs("node", "--version") && Directory.Exists(Path.Combine(SourceFolder(), "node_modules")),
            "node or its packages are missing: run npm ci in tests/JwtKit.AspNetCore.Tests/Browser");
    }

    /// <summary>Plays a scenario of scenarios.mjs on the page at this address, and gives what was seen.</summary>
    public static Task<JsonObject> PlayAsync(string scenario, Uri address) => RunAsync("browser.mjs", scenario, address.ToString());

    /// <summary>Runs a script beside this file, and gives the JSON that it prints.</summary>
    public static async Task<JsonObject> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("node", arguments)
        {
            WorkingDirectory = SourceFolder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource timeout = new(Patience);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
            string output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 ? JsonNode.Parse(output)!.AsObject() : throw new AssertionException($"{arguments[0]}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
