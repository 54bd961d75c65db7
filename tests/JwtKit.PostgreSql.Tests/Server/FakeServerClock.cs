using Npgsql;

namespace JwtKit.PostgreSql.Tests;

/// <summary>
/// A clock of the database that a test sets: functions of the same names in a schema that stands before the server's own in the search path of a store's
/// connections, so that the store's statements run as they are.
/// </summary>
internal sealed class FakeServerClock
{
    private readonly PostgreSqlServer server;
    private readonly string schema;

    private FakeServerClock(PostgreSqlServer server, string schema)
    {
        this.server = server;
        this.schema = schema;
    }

    public static async Task<FakeServerClock> MakeAsync(PostgreSqlServer server, string schema)
    {
        FakeServerClock clock = new(server, schema);
        await server.RunAsync($"""
            CREATE SCHEMA {schema};
            CREATE TABLE {schema}.ahead (time interval NOT NULL);
            INSERT INTO {schema}.ahead VALUES ('0');
            CREATE FUNCTION {schema}.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
                AS 'SELECT pg_catalog.clock_timestamp() + time FROM {schema}.ahead';
            CREATE FUNCTION {schema}.now() RETURNS timestamptz LANGUAGE sql STABLE
                AS 'SELECT pg_catalog.now() + time FROM {schema}.ahead';
            """);
        return clock;
    }

    public void Use(NpgsqlConnectionStringBuilder connection) => connection.SearchPath = $"{schema},pg_catalog,public";

    /// <summary>Sets how far the clock is ahead of the machine's.</summary>
    public Task SetAheadAsync(TimeSpan time) => server.RunAsync($"UPDATE {schema}.ahead SET time = make_interval(secs => {(long)time.TotalSeconds})");
}
