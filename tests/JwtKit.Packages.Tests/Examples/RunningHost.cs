using System.Diagnostics;
using System.Text;

namespace JwtKit.Packages.Tests;

/// <summary>A web application that <c>dotnet run</c> builds and starts.</summary>
internal sealed class RunningHost : IDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(5);

    private readonly Process process;

    private RunningHost(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Waits until a process that was started says where it listens.</summary>
    public static async Task<RunningHost> WaitForAsync(Process process)
    {
        StringBuilder output = new();
        using CancellationTokenSource tooLong = new(StartTime);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(tooLong.Token) is { } line)
            {
                output.AppendLine(line);
                int place = line.IndexOf(Announcement, StringComparison.Ordinal);
                if (place >= 0)
                {
                    // What it says from now on must not fill the pipes.
                    process.BeginErrorReadLine();
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new RunningHost(process, new Uri(line[(place + Announcement.Length)..]));
                }
            }

            throw new InvalidOperationException($"The host ended before it listened.\n{output}{await process.StandardError.ReadToEndAsync(tooLong.Token)}");
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    public void Dispose() => Stop(process);

    private static void Stop(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
