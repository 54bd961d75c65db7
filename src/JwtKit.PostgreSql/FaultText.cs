using System.Net.Sockets;
using Npgsql;

namespace JwtKit;

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
