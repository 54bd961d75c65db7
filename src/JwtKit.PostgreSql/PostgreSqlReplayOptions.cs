namespace JwtKit;

/// <summary>How a <see cref="PostgreSqlReplayStore"/> works.</summary>
/// <remarks>Not safe for concurrent use; what a store was made with is fixed.</remarks>
public sealed class PostgreSqlReplayOptions
{
    /// <summary>The schema of the table: 1 to 63 ASCII letters, digits and underscores, no digit first; its case counts.</summary>
    /// <value><c>public</c> by default.</value>
    public string Schema { get; set; } = TableName.DefaultSchema;

    /// <summary>The table: 1 to 55 ASCII letters, digits and underscores, no digit first; its case counts. Its index has the same name and <c>_expires</c>.</summary>
    /// <value><c>jwtkit_replay</c> by default.</value>
    public string Table { get; set; } = TableName.DefaultTable;

    /// <summary>
    /// Whether the store makes the table if it is missing at its first use. A table that is dropped later is not made again, since an empty one
    /// would accept every token a second time.
    /// </summary>
    /// <value>True by default; false where migrations make the table, so that the role needs no right to create one.</value>
    public bool CreateTable { get; set; } = true;

    /// <summary>
    /// How long a call waits at most, from its first moment to its answer, which is then a refusal; 1 second to 1 minute. With a second more, it is also the command
    /// time-out of the statements, after which the driver gives their connection back.
    /// </summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many calls may wait for a batch at a time; those above are refused at once. At least 1.</summary>
    /// <value>10000 by default.</value>
    public int MaximumWaiting { get; set; } = 10_000;

    /// <summary>How often expired rows are deleted; 1 second to 1 day, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> where something else deletes them.</summary>
    /// <value>1 minute by default.</value>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether a server with <c>fsync = off</c> will do. It may lose committed rows when its machine stops suddenly, and each token whose row is lost
    /// can be used once more: for tests only.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowFsyncOff { get; set; }

    /// <exception cref="ArgumentException">A value makes no sense.</exception>
    internal PostgreSqlReplayOptions Checked()
    {
        PostgreSqlReplayOptions copy = (PostgreSqlReplayOptions)MemberwiseClone();
        _ = new TableName(copy.Schema, copy.Table);
        RequireRange(copy.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), nameof(Timeout));
        if (copy.CleaningInterval != System.Threading.Timeout.InfiniteTimeSpan)
        {
            RequireRange(copy.CleaningInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(CleaningInterval));
        }

        return copy.MaximumWaiting >= 1
            ? copy
            : throw new ArgumentOutOfRangeException(nameof(MaximumWaiting), copy.MaximumWaiting, "At least 1 call must be allowed to wait.");
    }

    private static void RequireRange(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{least:c} to {most:c} (hours:minutes:seconds) are needed.");
        }
    }
}
