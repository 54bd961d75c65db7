using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class RightsTests
{
    [TestCase("SELECT, INSERT, DELETE", ReplayOutcome.Recorded)]
    [TestCase("SELECT, INSERT", ReplayOutcome.Recorded)]
    [TestCase("SELECT, DELETE", ReplayOutcome.Unavailable)]
    [TestCase("REFERENCES", ReplayOutcome.Unavailable)]
    public async Task Records_with_the_rights_it_says_it_needs(string rights, ReplayOutcome expected)
    {
        await using TestStore store = await MakeAsync(rights);

        Assert.That(await store.RecordAsync("a"), Is.EqualTo(expected));
    }

    [TestCase("SELECT, INSERT, DELETE", 0)]
    [TestCase("SELECT, INSERT", 1)]
    public async Task Cleans_with_the_rights_it_says_it_needs(string rights, int left)
    {
        await using TestStore store = await MakeAsync(rights);
        await store.Server.RunAsync($"INSERT INTO \"{store.Table}\" VALUES ('\\x00', now() - interval '1 day')");

        await store.Store.CleanAsync();

        Assert.That(await store.CountRowsAsync(), Is.EqualTo(left));
    }

    [Test]
    public async Task Refuses_when_the_role_may_not_make_the_table()
    {
        await using TestStore owner = await MakeAsync("SELECT");
        await owner.Server.RunAsync($"DROP TABLE \"{owner.Table}\"");

        Assert.That(await owner.RecordAsync("a"), Is.EqualTo(ReplayOutcome.Unavailable));
        Assert.That(owner.Log.Texts, Is.EqualTo(["One-time tokens are refused until the replay table can be used: SQLSTATE 42501."]));
    }

    /// <summary>A store whose role has these rights on a table that another role made. The name of the table is that of the role.</summary>
    private static async Task<TestStore> MakeAsync(string rights)
    {
        PostgreSqlServer server = SharedServer.Get();
        string role = $"role_{Guid.NewGuid():N}";
        await using TestStore owner = new(server, table: role);
        await owner.Store.CreateTableAsync(CancellationToken.None);
        await server.RunAsync($"CREATE ROLE {role} LOGIN PASSWORD '{role}'; GRANT {rights} ON \"{role}\" TO {role}");
        return new TestStore(server, connect: connection => (connection.Username, connection.Password) = (role, role), table: role);
    }
}
