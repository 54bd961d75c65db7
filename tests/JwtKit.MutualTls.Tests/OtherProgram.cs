using System.Diagnostics;
using System.Globalization;
using System.Text;
using JwtKit.Tests.Peers;

namespace JwtKit.MutualTls.Tests;

/// <summary>A running program of others, with all that it has said so far. Ended by its own id.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    /// <summary>Debian has it where only root's path leads.</summary>
    public static readonly string Nginx = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly Task output;
    private readonly Task errors;
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtherProgram(Process process)
    {
        this.process = process;
        output = CollectAsync(process.StandardOutput);
        errors = CollectAsync(process.StandardError);
    }

    public static void RequireNginx() => OtherPrograms.Require(OtherPrograms.Runs(Nginx, "-v"), "nginx is missing: apt-get install nginx-light");

    public static OtherProgram Start(string program, params string[] arguments) => StartIn(Environment.CurrentDirectory, program, arguments);

    public static OtherProgram StartIn(string folder, string program, params string[] arguments) => new(Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    public async Task WriteAsync(string text)
    {
        await process.StandardInput.WriteAsync(text);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the program has said this.</summary>
    public async Task<string> SaidAsync(string part)
    {
        using CancellationTokenSource timeout = new(Patience);
        while (true)
        {
            Task next;
            lock (said)
            {
                next = more.Task;
                if (said.ToString() is { } all && all.Contains(part, StringComparison.Ordinal))
                {
                    return all;
                }
            }

            if (output.IsCompleted && errors.IsCompleted && next == more.Task)
            {
                throw new InvalidOperationException("The program ended: " + said);
            }

            await Task.WhenAny(next, Task.WhenAll(output, errors)).WaitAsync(timeout.Token);
        }
    }

    /// <summary>Waits for its end and returns all that it has said.</summary>
    public async Task<string> EndAsync()
    {
        using CancellationTokenSource timeout = new(Patience);
        await process.WaitForExitAsync(timeout.Token);
        await Task.WhenAll(output, errors).WaitAsync(timeout.Token);
        return said.ToString();
    }

    /// <summary>Asks it to end, so that it finishes first what it is at, and returns all that it has said.</summary>
    public async Task<string> TerminateAsync()
    {
        using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            return await EndAsync();
        }
    }

    /// <summary>Ends it and returns all that it has said.</summary>
    public Task<string> KillAsync()
    {
        process.Kill(entireProcessTree: true);
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task CollectAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            lock (said)
            {
                said.Append(buffer, 0, read);
                more.SetResult();
                more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
