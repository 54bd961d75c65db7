using System.Buffers;
using System.Reflection;

namespace JwtKit;

/// <summary>The statements, for one table.</summary>
internal sealed class ReplayStatements
{
    /// <summary>For how long after its <c>expires</c> a row stays: by so much may the clocks of nodes and database differ.</summary>
    private const string Margin = "interval '10 minutes'";

    /// <summary>Which of the host's advisory locks this is: "JwtK" in ASCII.</summary>
    private const string CleaningLock = "1249342539";

    public ReplayStatements(TableName table)
    {
        Create = ReadResource("jwtkit_replay.sql")
            .Replace("jwtkit_replay_expires", table.QuotedIndex, StringComparison.Ordinal)
            .Replace("public.jwtkit_replay", table.Quoted, StringComparison.Ordinal);
        Exists = $"SELECT to_regclass('{table.Quoted}') IS NOT NULL";
        Record = MakeRecord(table.Quoted);
        Clean = MakeClean(table.Quoted);
    }

    /// <summary>Makes table and index.</summary>
    public string Create { get; }

    /// <summary>Whether the table is there. Asked first, because CREATE TABLE IF NOT EXISTS needs the right to create even where there is nothing to do.</summary>
    public string Exists { get; }

    /// <summary>
    /// Records what is new of the ids in $1 (no id twice), each with its time in $2, unless $3 (<c>fsync</c> may be off) and the settings say otherwise.
    /// $4 is the node's clock. Answers with one row: why the server is not safe, or null; the ids it recorded and those that are over, both sorted; the database's clock.
    /// </summary>
    public string Record { get; }

    /// <summary>Deletes at most $1 rows that are over, oldest first. $2 is the node's clock. Answers with one row: how many there were, and the database's clock.</summary>
    public string Clean { get; }

    // set_config pins the value that is looked at until the transaction ends: a configuration reloaded between the statement and its commit changes nothing.
    // One sorted order of insertion everywhere, so that two batches with the same ids cannot wait for one another.
    // An id is over by the later of two clocks, and a row is deleted by the earlier of two: one clock that jumps ahead and back makes no room for a used token.
    // Whether a row is over is asked again after its insertion, by a clock that runs on within the statement: a deletion that made room for
    // the row began before that moment, and had found the earlier row over.
    private static string MakeRecord(string table) => $"""
        WITH server AS MATERIALIZED (
            SELECT CASE
                WHEN set_config('synchronous_commit', current_setting('synchronous_commit'), true) = 'off'
                    THEN 'synchronous_commit is off'
                WHEN current_setting('synchronous_commit') = 'local' AND current_setting('synchronous_standby_names') <> ''
                    THEN 'synchronous_commit is local although there are synchronous standbys'
                WHEN current_setting('fsync') = 'off' AND NOT $3
                    THEN 'fsync is off'
                WHEN current_setting('transaction_isolation') <> 'read committed'
                    THEN 'the transaction isolation is not read committed'
                WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = '{table}'::regclass AND relkind = 'r' AND relpersistence = 'p')
                    THEN 'the table is unlogged, temporary or not a plain table'
                WHEN 2 <> (SELECT count(*) FROM pg_attribute WHERE attrelid = '{table}'::regclass
                           AND (attname, atttypid) IN (('id', 'bytea'::regtype), ('expires', 'timestamptz'::regtype)))
                    THEN 'the columns are not id bytea and expires timestamptz'
            END AS fault
        ), recorded AS (
            INSERT INTO {table} (id, expires)
            SELECT given.id, given.expires
            FROM unnest($1, $2) AS given (id, expires)
            WHERE (SELECT fault FROM server) IS NULL AND given.expires > GREATEST(clock_timestamp(), $4) - {Margin}
            ORDER BY given.id
            ON CONFLICT (id) DO NOTHING
            RETURNING id, expires > GREATEST(clock_timestamp(), $4) - {Margin} AS alive
        )
        SELECT
            (SELECT fault FROM server),
            ARRAY(SELECT id FROM recorded WHERE alive ORDER BY id),
            ARRAY(SELECT given.id FROM unnest($1, $2) AS given (id, expires) WHERE given.expires <= GREATEST(clock_timestamp(), $4) - {Margin} ORDER BY given.id),
            clock_timestamp()
        """;

    // One node at a time: SKIP LOCKED would let several share the work, but asks for the right to UPDATE. Nobody waits: who does not get the turn deletes nothing.
    private static string MakeClean(string table) => $"""
        WITH turn AS MATERIALIZED (
            SELECT pg_try_advisory_xact_lock({CleaningLock}, '{table}'::regclass::oid::int) AS mine
        ), deleted AS (
            DELETE FROM ONLY {table} WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM ONLY {table}
                WHERE (SELECT mine FROM turn) AND expires <= LEAST(now(), $2) - {Margin}
                ORDER BY expires
                LIMIT $1
            ))
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM deleted)::int, clock_timestamp()
        """;

    private static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>Where the table is. Names are restricted to what needs no escaping, and quoted all the same, so that reserved words and capitals mean themselves.</summary>
internal sealed class TableName
{
    public const string DefaultSchema = "public";
    public const string DefaultTable = "jwtkit_replay";

    private const string IndexSuffix = "_expires";

    /// <summary>PostgreSQL cuts longer names off, so that two of them could become one.</summary>
    private const int MaximumLength = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <exception cref="ArgumentException">A name is empty, too long or has other characters.</exception>
    public TableName(string schema, string table)
    {
        Require(schema, MaximumLength, nameof(PostgreSqlReplayOptions.Schema));
        Require(table, MaximumLength - IndexSuffix.Length, nameof(PostgreSqlReplayOptions.Table));
        Quoted = $"\"{schema}\".\"{table}\"";
        QuotedIndex = $"\"{table}{IndexSuffix}\"";
    }

    /// <summary>Schema and table for use in a statement.</summary>
    public string Quoted { get; }

    /// <summary>The index on the times, which is in the table's schema by itself.</summary>
    public string QuotedIndex { get; }

    private static void Require(string name, int maximumLength, string option)
    {
        if (string.IsNullOrEmpty(name) || name.Length > maximumLength || char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException($"{option} must be 1 to {maximumLength} ASCII letters, digits and underscores, and not begin with a digit.", option);
        }
    }
}
