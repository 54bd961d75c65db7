using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JwtKit;

/// <summary>What the store logs: nothing of a token, and no address, user or password of the database.</summary>
internal sealed partial class ReplayStoreLog(ILogger logger)
{
    /// <param name="fault">What a log may say of the cause.</param>
    /// <param name="suppressed">How many outages before it are not in the log.</param>
    public void OutageBegan(string fault, int suppressed) => Tell(() =>
    {
        if (suppressed == 0)
        {
            OutageBegan(logger, fault);
        }
        else
        {
            OutageBeganAgain(logger, fault, suppressed);
        }
    });

    public void OutageEnded() => Tell(() => OutageEnded(logger));

    public void TooManyWaiting(int count) => Tell(() => TooManyWaiting(logger, count));

    public void ClocksDiffer(long seconds, string direction) => Tell(() => ClocksDiffer(logger, seconds, direction));

    public void CleaningFailed(string fault) => Tell(() => CleaningFailed(logger, fault));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A logger that throws must not end the loops that record and clean.")]
    private static void Tell(Action log)
    {
        try
        {
            log();
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }

    [LoggerMessage(EventId = 1, EventName = "OutageBegan", Level = LogLevel.Error, Message = "One-time tokens are refused until the replay table can be used: {Fault}.")]
    private static partial void OutageBegan(ILogger logger, string fault);

    [LoggerMessage(EventId = 5, EventName = "OutageBeganAgain", Level = LogLevel.Error, Message = "One-time tokens are refused until the replay table can be used: {Fault}. {Suppressed} outages since the last one in the log were not logged; at most one a minute is.")]
    private static partial void OutageBeganAgain(ILogger logger, string fault, int suppressed);

    [LoggerMessage(EventId = 6, EventName = "ClocksDiffer", Level = LogLevel.Warning, Message = "Set the clocks: the database's is {Seconds} seconds {Direction} this node's. No token is accepted twice for that, but tokens can be refused too early, and rows of the replay table stay longer. This is logged once an hour at most.")]
    private static partial void ClocksDiffer(ILogger logger, long seconds, string direction);

    [LoggerMessage(EventId = 2, EventName = "OutageEnded", Level = LogLevel.Information, Message = "The replay table can be used again: one-time tokens are accepted.")]
    private static partial void OutageEnded(ILogger logger);

    [LoggerMessage(EventId = 3, EventName = "TooManyWaiting", Level = LogLevel.Warning, Message = "One-time tokens are refused while {Count} others wait for the replay table.")]
    private static partial void TooManyWaiting(ILogger logger, int count);

    [LoggerMessage(EventId = 4, EventName = "CleaningFailed", Level = LogLevel.Warning, Message = "Expired rows of the replay table could not be deleted: {Fault}. It is tried again at intervals, and not logged again until it worked.")]
    private static partial void CleaningFailed(ILogger logger, string fault);
}

/// <summary>What a log may say of an exception: kinds and codes. Messages can quote rows, user names and hosts.</summary>
internal static class FaultText
{
    // A session that was made read-only, or has lost its prepared statements, stays so for as long as it lives in the pool.
    private const string ReadOnlyTransaction = "25006";
    private const string UnknownStatement = "26000";

    public static string Of(Exception fault)
    {
        Exception cause = fault.GetBaseException();
        return cause switch
        {
            TimeoutException when cause == fault => "no answer in time",
            PostgresException server => $"SQLSTATE {server.SqlState}",
            SocketException socket => $"{fault.GetType().Name}, {socket.SocketErrorCode}",
            _ when cause != fault => $"{fault.GetType().Name}, {cause.GetType().Name}",
            _ => cause.GetType().Name,
        };
    }

    /// <summary>Whether the connections in the pool may be dead too: all but what a living server answers.</summary>
    public static bool MayConcernAllConnections(Exception fault) =>
        fault is not PostgresException { SqlState: { } state } || state is ReadOnlyTransaction or UnknownStatement
        || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal);
}

/// <summary>Lets one message pass within a period, and counts those that it holds back.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class LogThrottle(TimeProvider timeProvider, TimeSpan period)
{
    private readonly Lock gate = new();
    private long? last;
    private int held;

    /// <summary>Whether a message may be logged now.</summary>
    /// <param name="suppressed">How many were held back since the last one that was logged.</param>
    public bool TryPass(out int suppressed)
    {
        lock (gate)
        {
            suppressed = held;
            if (last is { } then && timeProvider.GetElapsedTime(then) < period)
            {
                held++;
                return false;
            }

            last = timeProvider.GetTimestamp();
            held = 0;
            return true;
        }
    }
}
