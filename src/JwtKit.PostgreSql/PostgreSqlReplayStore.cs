using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace JwtKit;

/// <summary>
/// Remembers used one-time tokens in a table of PostgreSQL that all nodes share. Calls that arrive together share one round trip and one commit.
/// Whatever goes wrong, an unknown commit included, is <see cref="ReplayOutcome.Unavailable"/> and is never tried a second time.
/// </summary>
/// <remarks>Safe for concurrent use; keep one for the life of the application. It uses at most 3 connections at a time.</remarks>
public sealed class PostgreSqlReplayStore : IReplayStore, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan CreationTime = TimeSpan.FromMinutes(1);

    /// <summary>How long the data source may take for its own disposal: it closes connections that nobody uses.</summary>
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly IReplayTable table;
    private readonly DriverCalls calls;
    private readonly BatchQueue queue;
    private readonly ExpiredRowCleaner cleaning;
    private readonly TimeSpan timeout;
    private readonly TimeProvider timeProvider;

    /// <summary>A store on the database of a data source. It connects at its first use.</summary>
    /// <param name="dataSource">
    /// Where the table is: the primary server, if there are several. The caller disposes it, after the store. Built with <c>NpgsqlSlimDataSourceBuilder</c>, it
    /// needs <c>EnableArrays</c>.
    /// </param>
    /// <param name="options">Read now; the defaults where it is null.</param>
    /// <param name="logger">Is told once when an outage begins, and once when it ends; of outages that begin within a minute, of the first.</param>
    /// <param name="timeProvider">The clock of time-out and intervals; the system's by default. With the database's clock it decides what is over.</param>
    /// <exception cref="ArgumentException">An option makes no sense; the message says what is needed.</exception>
    public PostgreSqlReplayStore(
        NpgsqlDataSource dataSource,
        PostgreSqlReplayOptions? options = null,
        ILogger<PostgreSqlReplayStore>? logger = null,
        TimeProvider? timeProvider = null)
        : this(dataSource, ownsDataSource: false, options, logger, timeProvider)
    {
    }

    /// <summary>A store that may own its data source, and then disposes it.</summary>
    internal PostgreSqlReplayStore(
        NpgsqlDataSource dataSource,
        bool ownsDataSource,
        PostgreSqlReplayOptions? options,
        ILogger<PostgreSqlReplayStore>? logger,
        TimeProvider? timeProvider)
        : this(settings => new ReplayTable(dataSource ?? throw new ArgumentNullException(nameof(dataSource)), ownsDataSource, settings), options, logger, timeProvider)
    {
    }

    /// <summary>A store on anything that answers as the table does.</summary>
    internal PostgreSqlReplayStore(
        Func<PostgreSqlReplayOptions, IReplayTable> openTable, PostgreSqlReplayOptions? options, ILogger<PostgreSqlReplayStore>? logger, TimeProvider? timeProvider)
    {
        options = (options ?? new PostgreSqlReplayOptions()).Checked();
        this.timeProvider = timeProvider ?? TimeProvider.System;
        timeout = options.Timeout;
        table = openTable(options);
        calls = new DriverCalls(this.timeProvider);
        ReplayStoreLog log = new(logger ?? NullLogger<PostgreSqlReplayStore>.Instance);
        ClockWatch clocks = new(this.timeProvider, log);
        OutageBreaker availability = new(this.timeProvider, calls, log);
        queue = new BatchQueue(table, calls, availability, clocks, options, this.timeProvider, log);
        cleaning = new ExpiredRowCleaner(table, calls, availability, clocks, options, this.timeProvider, log);
    }

    /// <summary>How many calls wait for a batch.</summary>
    internal int Waiting => queue.Waiting;

    /// <summary>Makes table and index unless the table is there: what the store does at its first use, for hosts that do it when they are set up.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses.</exception>
    /// <exception cref="TimeoutException">The driver did not return within a minute.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task CreateTableAsync(CancellationToken cancellationToken)
    {
        DriverCall<bool> call = calls.Begin(table.CreateAsync);
        try
        {
            await call.AnswerAsync(CreationTime, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await call.EndAsync(CloseTime).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    /// <returns>An answer after <see cref="PostgreSqlReplayOptions.Timeout"/> at the latest.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; other calls are not affected.</exception>
    public async ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] bytes = new byte[ReplayId.Length];
        id.CopyTo(bytes);
        Submission submission = new(bytes, expires.UtcDateTime);
        if (!queue.TryAdd(submission))
        {
            return ReplayOutcome.Unavailable;
        }

        try
        {
            return await submission.Answer.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return ReplayOutcome.Unavailable;
        }
        finally
        {
            submission.Abandon();
        }
    }

    /// <summary>
    /// Waits for the calls that were made, and ends the cleaning. It takes <see cref="PostgreSqlReplayOptions.Timeout"/> and 5 seconds at most, also where the
    /// database does not answer and the driver does not return.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync().ConfigureAwait(false);
        await cleaning.DisposeAsync().ConfigureAwait(false);
        try
        {
            await calls.Begin(_ => table.DisposeAsync().AsTask()).AnswerAsync(CloseTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The process ends the connections.
        }
    }

    /// <summary>The same, and waits for it: for containers that are disposed synchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>One round of the cleaning, now.</summary>
    internal Task CleanAsync() => cleaning.CleanAsync();
}
