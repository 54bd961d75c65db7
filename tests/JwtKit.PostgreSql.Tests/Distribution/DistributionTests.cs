using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class DistributionTests
{
    private const int TokensPerRound = 100;
    private const int Times = 100;

    /// <summary>
    /// Ten rounds of 100 tokens, each shown 100 times to 4 nodes at once. In three rounds a node is killed and started again, in one the database crashes, in
    /// the one after it is down.
    /// </summary>
    [Test]
    public async Task Four_nodes_accept_each_of_1000_tokens_once_while_nodes_and_the_database_go_down()
    {
        PostgreSqlServer server = SharedServer.Get();
        await using Cluster cluster = await Cluster.StartAsync(server, "distribution");
        SubmittedToken[][] rounds = [.. Enumerable.Range(0, 10).Select(_ => cluster.MakeTokens(TokensPerRound))];
        List<SubmittedToken> undisturbed = [];
        IReadOnlyDictionary<string, int> duringOutage;

        await CalmAsync(rounds[0]);
        await cluster.SubmitAsync(rounds[1], Times, cluster.Nodes[0].Kill);
        await CalmAsync(rounds[2]);
        await cluster.SubmitAsync(rounds[3], Times, cluster.Nodes[1].Kill);
        await CalmAsync(rounds[4]);
        try
        {
            await cluster.SubmitAsync(rounds[5], Times, server.StopHard);
            duringOutage = await cluster.SubmitAsync(rounds[6], Times);
        }
        finally
        {
            server.StartAgain();
        }

        await AllNodesWorkAsync(cluster);
        await CalmAsync(rounds[6]);
        await CalmAsync(rounds[7]);
        await cluster.SubmitAsync(rounds[8], Times, cluster.Nodes[2].Kill);
        await CalmAsync(rounds[9]);
        SubmittedToken[] all = [.. rounds.SelectMany(static round => round)];
        await cluster.SubmitAsync(all, cluster.Nodes.Count);

        Assert.That(cluster.Restarts, Is.EqualTo(3));
        Assert.That(all.Where(static token => token.Accepted > 1), Is.Empty);
        Assert.That((undisturbed.Count, undisturbed.Count(static token => token.Accepted == 1)), Is.EqualTo((600, 600)));
        Assert.That(duringOutage, Is.EqualTo(new Dictionary<string, int> { [TokenFailureCodes.ReplayStoreUnavailable] = TokensPerRound * Times }));

        async Task CalmAsync(SubmittedToken[] tokens)
        {
            await cluster.SubmitAsync(tokens, Times);
            undisturbed.AddRange(tokens);
        }
    }

    /// <summary>A node that found the database down does not try again for a second.</summary>
    private static Task AllNodesWorkAsync(Cluster cluster) => Eventually.IsTrueAsync(
        async () => !(await cluster.SubmitAsync(cluster.MakeTokens(1), cluster.Nodes.Count)).ContainsKey(TokenFailureCodes.ReplayStoreUnavailable),
        "all nodes accept again");
}
