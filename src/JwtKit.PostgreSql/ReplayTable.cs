using Npgsql;
using NpgsqlTypes;

namespace JwtKit;

/// <summary>The table, by Npgsql: each verb is one round trip.</summary>
internal sealed class ReplayTable(NpgsqlDataSource dataSource, bool ownsDataSource, PostgreSqlReplayOptions options) : IReplayTable
{
    /// <summary>
    /// A command time-out of 0 would have Npgsql wait for ever where it has cancelled a statement and gets no answer. One second more than a call may take, since the
    /// caller measures that time by its own clock.
    /// </summary>
    private readonly int commandTimeout = (int)Math.Ceiling(options.Timeout.TotalSeconds) + 1;

    private readonly ReplayStatements statements = new(new TableName(options.Schema, options.Table));
    private volatile bool mayBeMissing = options.CreateTable;

    public async Task<RecordResult> RecordAsync(byte[][] ids, DateTime[] expires, DateTime now, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (mayBeMissing)
            {
                await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            // Whoever interrupts the wait for a synchronous standby gets a committed transaction and a warning that the standby may not have it.
            string? warning = null;
            connection.Notice += (_, notice) => warning = notice.Notice.InvariantSeverity == "WARNING" ? notice.Notice.SqlState : warning;
            NpgsqlCommand command = MakeCommand(connection, statements.Record);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
                command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = expires, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
                command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = options.AllowFsyncOff });
                command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                // A round trip more for a new connection, and half of the server's work less for each batch: the pool keeps what was prepared.
                await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
                RecordResult answer = await ReadAsync(command, cancellationToken).ConfigureAwait(false);
                return warning is null ? answer : answer with { Fault = $"the server warned with SQLSTATE {warning}" };
            }
        }
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<CleaningResult> DeleteOverAsync(int limit, DateTime now, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlCommand command = MakeCommand(connection, statements.Clean);
            command.CommandTimeout = Math.Max(commandTimeout, (int)ExpiredRowCleaner.StepTime.TotalSeconds);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
                command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
                NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    CleaningResult answer = new(reader.GetInt32(0), reader.GetFieldValue<DateTime>(1));
                    await ReadToEndAsync(reader, cancellationToken).ConfigureAwait(false);
                    return answer;
                }
            }
        }
    }

    public void DropIdleConnections() => dataSource.Clear();

    public ValueTask DisposeAsync() => ownsDataSource ? dataSource.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<RecordResult> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            RecordResult answer = new(
                await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(0),
                reader.GetFieldValue<byte[][]>(1),
                reader.GetFieldValue<byte[][]>(2),
                reader.GetFieldValue<DateTime>(3));
            await ReadToEndAsync(reader, cancellationToken).ConfigureAwait(false);
            return answer;
        }
    }

    /// <summary>The row comes before the commit; only the end of the results says that the commit succeeded.</summary>
    private static async Task ReadToEndAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
        }
    }

    private NpgsqlCommand MakeCommand(NpgsqlConnection connection, string text) => new(text, connection) { CommandTimeout = commandTimeout };

    private async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            NpgsqlCommand create = MakeCommand(connection, statements.Create);
            await using (create.ConfigureAwait(false))
            {
                try
                {
                    await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (PostgresException)
                {
                    // IF NOT EXISTS does not see what another node is making at the same moment, and then fails in one of several ways.
                    if (!await ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
                    {
                        throw;
                    }
                }
            }
        }

        mayBeMissing = false;
    }

    private async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        NpgsqlCommand exists = MakeCommand(connection, statements.Exists);
        await using (exists.ConfigureAwait(false))
        {
            return await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
        }
    }
}

/// <summary>What the server said to a batch.</summary>
/// <param name="Fault">Why nothing counts as recorded, or null.</param>
/// <param name="Recorded">The ids that were not there and are now, sorted.</param>
/// <param name="Over">The ids whose time is over, sorted.</param>
/// <param name="ServerTime">The database's clock.</param>
internal sealed record RecordResult(string? Fault, byte[][] Recorded, byte[][] Over, DateTime ServerTime);

/// <summary>What the store asks of the database. Each verb is one transaction; what goes wrong is thrown, and nothing is tried a second time.</summary>
/// <remarks>Safe for concurrent use. No caller may rely on an end: a driver can wait for an answer that never comes (<see cref="DriverCalls"/>).</remarks>
internal interface IReplayTable : IAsyncDisposable
{
    /// <summary>Records what is new of <paramref name="ids"/>, none of which is there twice.</summary>
    /// <param name="ids">The ids, sorted.</param>
    /// <param name="expires">Until when each of them must live.</param>
    /// <param name="now">The clock of this node: an id is over by the later one of this and the database's.</param>
    /// <param name="cancellationToken">Asks for an end.</param>
    Task<RecordResult> RecordAsync(byte[][] ids, DateTime[] expires, DateTime now, CancellationToken cancellationToken);

    /// <summary>Makes table and index unless the table is there.</summary>
    Task CreateAsync(CancellationToken cancellationToken);

    /// <summary>Deletes rows that are over.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">The clock of this node: a row is over by the earlier one of this and the database's.</param>
    /// <param name="cancellationToken">Asks for an end.</param>
    Task<CleaningResult> DeleteOverAsync(int limit, DateTime now, CancellationToken cancellationToken);

    /// <summary>Ends the connections that nobody uses: after an outage the pool may be full of dead ones, each of which would fail one more call.</summary>
    void DropIdleConnections();
}

/// <summary>What one step of the cleaning did.</summary>
/// <param name="Deleted">How many rows it deleted.</param>
/// <param name="ServerTime">The database's clock.</param>
internal readonly record struct CleaningResult(int Deleted, DateTime ServerTime);
