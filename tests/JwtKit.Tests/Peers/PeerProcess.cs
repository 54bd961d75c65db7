using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>The JOSE libraries of another language, in a process that answers each JSON line with one JSON line.</summary>
/// <remarks>Safe for concurrent use: requests take turns.</remarks>
internal sealed class PeerProcess : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly SemaphoreSlim turn = new(1, 1);

    private PeerProcess(string program, string script)
    {
        // Without a byte order mark, which neither peer's JSON parser would take.
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        process = Process.Start(new ProcessStartInfo(program, [script])
        {
            WorkingDirectory = SourceFolder(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        })!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>npm's jose and jsonwebtoken.</summary>
    public static PeerProcess StartNode()
    {
        OtherPrograms.Require(
            OtherPrograms.Runs("node", "--version") && Directory.Exists(Path.Combine(SourceFolder(), "node_modules")),
            "node or its packages are missing: run npm ci in tests/JwtKit.Tests/Peers");
        return new PeerProcess("node", "peer.mjs");
    }

    /// <summary>Python's jwcrypto and authlib.</summary>
    public static PeerProcess StartPython()
    {
        OtherPrograms.Require(
            OtherPrograms.Runs(Python, "-c", "import jwcrypto, authlib"),
            "Python's peers are missing: apt-get install python3-jwcrypto python3-authlib");
        return new PeerProcess(Python, "peer.py");
    }

    /// <summary>The answer to one request; a peer that is dead or silent for 30 seconds fails the test.</summary>
    public async Task<JsonObject> AskAsync(JsonObject request)
    {
        await turn.WaitAsync();
        try
        {
            Task<string?> exchange = ExchangeAsync(request.ToJsonString());
            if (await AnswerAsync(exchange) is string answer)
                return JsonNode.Parse(answer)!.AsObject();
            string script = process.StartInfo.ArgumentList[0];
            throw new AssertionException($"{script} gave no answer: {await EndAsync(exchange)}");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A peer that died leaves a broken pipe with unsent bytes.
        }
        if (!process.WaitForExit(EndTime))
            process.Kill(entireProcessTree: true);
        process.Dispose();
        turn.Dispose();
    }

    private async Task<string?> ExchangeAsync(string request)
    {
        await process.StandardInput.WriteAsync(request + "\n");
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync();
    }

    private static async Task<string?> AnswerAsync(Task<string?> exchange)
    {
        try
        {
            return await exchange.WaitAsync(AnswerTime);
        }
        catch (Exception fault) when (fault is TimeoutException or IOException)
        {
            return null;
        }
    }

    // A late answer would be taken for the next request's, so a peer that failed once is over.
    private async Task<string> EndAsync(Task exchange)
    {
        process.Kill(entireProcessTree: true);
        await Task.WhenAny(exchange, Task.Delay(EndTime));
        return await errors.WaitAsync(EndTime);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
