using Npgsql;
using NpgsqlTypes;

namespace JwtKit;

/// <summary>The table: each verb is one round trip and one transaction. What goes wrong is thrown; nothing is tried a second time.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class ReplayTable(NpgsqlDataSource dataSource, PostgreSqlReplayOptions options)
{
    private readonly ReplayStatements statements = new(new TableName(options.Schema, options.Table));
    private volatile bool mayBeMissing = options.CreateTable;

    /// <summary>Records what is new of <paramref name="ids"/>, none of which is there twice.</summary>
    public async Task<RecordAnswer> RecordAsync(byte[][] ids, DateTime[] expires, CancellationToken cancellationToken)
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
                // A round trip more for a new connection, and half of the server's work less for each batch: the pool keeps what was prepared.
                await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
                RecordAnswer answer = await ReadAsync(command, cancellationToken).ConfigureAwait(false);
                return warning is null ? answer : answer with { Fault = $"the server warned with SQLSTATE {warning}" };
            }
        }
    }

    /// <summary>Makes table and index unless the table is there.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes at most <paramref name="limit"/> rows that are over, and says how many there were.</summary>
    public async Task<int> DeleteOverAsync(int limit, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlCommand command = MakeCommand(connection, statements.Clean);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends the connections that nobody uses: after an outage the pool may be full of dead ones, each of which would fail one more call.</summary>
    public void DropIdleConnections() => dataSource.Clear();

    private static async Task<RecordAnswer> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            RecordAnswer answer = new(
                await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(0),
                reader.GetFieldValue<byte[][]>(1),
                reader.GetFieldValue<byte[][]>(2));

            // The row comes before the commit; only the end of the results says that the commit succeeded.
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            return answer;
        }
    }

    // The caller measures the time, by its own clock.
    private static NpgsqlCommand MakeCommand(NpgsqlConnection connection, string text) => new(text, connection) { CommandTimeout = 0 };

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
