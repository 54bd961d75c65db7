using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>A sample as a program of its own on a free loopback port, with settings from the environment.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>The keys and secrets that the samples share. What a run makes there, the next one uses, as on a developer's machine.</summary>
    public static readonly string DemoFolder = Path.Combine(AppContext.BaseDirectory, "demo");

    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private SampleProcess(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
    }

    /// <summary>A client that keeps cookies, as a browser does.</summary>
    public HttpClient Client { get; }

    public static Task<SampleProcess> StartAsync(params (string Name, string Value)[] environment) => StartAsync("TokenEndpoint", environment);

    /// <summary>Starts the sample of this name.</summary>
    public static async Task<SampleProcess> StartAsync(string sample, params (string Name, string Value)[] environment)
    {
        Process process = Launch(sample, "Development", environment);
        using CancellationTokenSource timeout = new(Patience);
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                // Nobody reads on; an ended pipe would not stop the program, a full one would.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new SampleProcess(process, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]));
            }
        }

        throw new InvalidOperationException("The sample ended: " + await process.StandardError.ReadToEndAsync(timeout.Token));
    }

    /// <summary>Runs a sample that is expected to stop by itself.</summary>
    public static Task<(int ExitCode, string Errors)> RunToEndAsync(string hostEnvironment, params (string Name, string Value)[] environment) =>
        RunToEndAsync("TokenEndpoint", hostEnvironment, environment);

    /// <summary>Runs the sample of this name, which is expected to stop by itself.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(string sample, string hostEnvironment, params (string Name, string Value)[] environment)
    {
        using Process process = Launch(sample, hostEnvironment, environment);
        using CancellationTokenSource timeout = new(Patience);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string errors = await process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, errors);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Launch(string sample, string hostEnvironment, (string Name, string Value)[] environment)
    {
        string folder = Path.Combine(SourceFolder(), "..", "..", "..", "samples", sample);
        string build = Path.GetRelativePath(Path.Combine(SourceFolder(), "..", "bin"), AppContext.BaseDirectory);
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(folder, "bin", build, sample + ".dll"), "--urls", "http://127.0.0.1:0" },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = hostEnvironment, ["Demo__Folder"] = DemoFolder },
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
