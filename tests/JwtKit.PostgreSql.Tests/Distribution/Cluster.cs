using System.Collections.Concurrent;

namespace JwtKit.PostgreSql.Tests;

/// <summary>Four nodes on one database, and a stream of one-time tokens for them.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Issuer = "https://id.example.com";
    private const string KeyText = "a shared secret of the cluster, 0123456789";

    private readonly SigningKey key = SigningKey.Hs256(Secret.FromText(KeyText));
    private readonly List<NodeProcess> nodes = [];
    private int submissions;
    private int restarts;

    private Cluster()
    {
    }

    public IReadOnlyList<NodeProcess> Nodes => nodes;

    /// <summary>How often a node was started again.</summary>
    public int Restarts => Volatile.Read(ref restarts);

    public static async Task<Cluster> StartAsync(PostgreSqlServer server, string table)
    {
        Cluster cluster = new();
        for (int number = 0; number < 4; number++)
        {
            cluster.nodes.Add(await NodeProcess.StartAsync(server, table, Issuer, KeyText));
        }

        return cluster;
    }

    public SubmittedToken[] MakeTokens(int count)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(30), Issuer = Issuer };
        return [.. Enumerable.Range(0, count).Select(_ => new SubmittedToken(Jwt.Sign(descriptor, key)))];
    }

    /// <summary>
    /// Shows each token so many times, in turn to the four nodes, and all at once. What a node did not answer because it was killed is shown to it again once it
    /// runs again.
    /// </summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="times">How often each is shown.</param>
    /// <param name="disturbed">Is called on the way, once: after a quarter of the answers.</param>
    /// <returns>How many answers of each kind there were.</returns>
    public async Task<IReadOnlyDictionary<string, int>> SubmitAsync(SubmittedToken[] tokens, int times, Action? disturbed = null)
    {
        ConcurrentDictionary<string, int> answers = new();
        int left = tokens.Length * times / 4;
        Submitted[] all = [.. Enumerable.Range(0, times).SelectMany(_ => tokens).Select(token => new Submitted(submissions++, token))];
        Submitted[][] shares = [.. nodes.Select((_, node) => all.Where((_, position) => (position + (position / tokens.Length)) % nodes.Count == node).ToArray())];
        await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            Submitted[] open = shares[number];
            while ((open = await node.SubmitAsync(open, Count)).Length > 0)
            {
                await node.StartAgainAsync();
                Interlocked.Increment(ref restarts);
            }
        })));
        return answers;

        void Count(Submitted submission, string answer)
        {
            answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
            if (answer == "accepted")
            {
                submission.Token.Accept();
            }

            if (Interlocked.Decrement(ref left) == 0)
            {
                disturbed?.Invoke();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NodeProcess node in nodes)
        {
            await node.DisposeAsync();
        }

        key.Dispose();
    }
}
