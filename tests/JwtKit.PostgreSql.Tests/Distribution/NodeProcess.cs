using System.Diagnostics;

namespace JwtKit.PostgreSql.Tests;

/// <summary>One node: a process of its own that can be killed and started again.</summary>
/// <remarks>One submission at a time.</remarks>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ProcessStartInfo start;
    private Process process;

    private NodeProcess(ProcessStartInfo start)
    {
        this.start = start;
        process = Process.Start(start)!;
    }

    public static async Task<NodeProcess> StartAsync(PostgreSqlServer server, string table, string issuer, string secret)
    {
        string build = Path.GetRelativePath(Path.Combine(SourceFolder.Path, "bin"), AppContext.BaseDirectory);
        NodeProcess node = new(new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(SourceFolder.Path, "Node", "bin", build, "JwtKit.PostgreSql.Node.dll"), table, issuer },
            Environment = { ["NODE_DATABASE"] = server.ConnectionString, ["NODE_SECRET"] = secret },
        });
        await node.IsReadyAsync();
        return node;
    }

    /// <summary>Submits all at once, and hands on each answer as it arrives. Ends when all are answered or the node is dead.</summary>
    /// <returns>What was not answered.</returns>
    public async Task<Submitted[]> SubmitAsync(IReadOnlyCollection<Submitted> submissions, Action<Submitted, string> answered)
    {
        Dictionary<int, Submitted> open = submissions.ToDictionary(static submission => submission.Number);
        Task writing = WriteAsync(process.StandardInput, submissions);
        using CancellationTokenSource tooLong = new(Patience);
        while (open.Count > 0 && await process.StandardOutput.ReadLineAsync(tooLong.Token) is { } line)
        {
            string[] parts = line.Split(' ');
            // A line that the death of the node cut off is no answer.
            if (parts.Length == 2 && int.TryParse(parts[0], out int number) && open.Remove(number, out Submitted? submission))
            {
                answered(submission, parts[1]);
            }
        }

        await writing;
        return [.. open.Values];
    }

    /// <summary>Ends the process as a crash would.</summary>
    public void Kill() => process.Kill();

    public async Task StartAgainAsync()
    {
        await process.WaitForExitAsync();
        process.Dispose();
        process = Process.Start(start)!;
        await IsReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task IsReadyAsync()
    {
        using CancellationTokenSource tooLong = new(Patience);
        if (await process.StandardOutput.ReadLineAsync(tooLong.Token) != "ready")
        {
            throw new InvalidOperationException("The node did not start.");
        }
    }

    private static async Task WriteAsync(StreamWriter input, IEnumerable<Submitted> submissions)
    {
        try
        {
            foreach (Submitted submission in submissions)
            {
                await input.WriteLineAsync($"{submission.Number} {submission.Token.Text}");
            }

            await input.FlushAsync();
        }
        catch (IOException)
        {
            // The node is dead, and the rest is not answered.
        }
    }
}
