namespace JwtKit;

/// <summary>What the store asks of the database. Each verb is one transaction; what goes wrong is thrown, and nothing is tried a second time.</summary>
/// <remarks>Safe for concurrent use. No caller may rely on an end: a driver can wait for an answer that never comes (<see cref="DriverCalls"/>).</remarks>
internal interface IReplayTable : IAsyncDisposable
{
    /// <summary>Records what is new of <paramref name="ids"/>, none of which is there twice.</summary>
    /// <param name="ids">The ids, sorted.</param>
    /// <param name="expires">Until when each of them must live.</param>
    /// <param name="now">The clock of this node: an id is over by the later one of this and the database's.</param>
    /// <param name="cancellationToken">Asks for an end.</param>
    Task<RecordAnswer> RecordAsync(byte[][] ids, DateTime[] expires, DateTime now, CancellationToken cancellationToken);

    /// <summary>Makes table and index unless the table is there.</summary>
    Task CreateAsync(CancellationToken cancellationToken);

    /// <summary>Deletes rows that are over.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="now">The clock of this node: a row is over by the earlier one of this and the database's.</param>
    /// <param name="cancellationToken">Asks for an end.</param>
    Task<CleaningAnswer> DeleteOverAsync(int limit, DateTime now, CancellationToken cancellationToken);

    /// <summary>Ends the connections that nobody uses: after an outage the pool may be full of dead ones, each of which would fail one more call.</summary>
    void DropIdleConnections();
}
