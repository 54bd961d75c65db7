using System.Globalization;

namespace JwtKit.PostgreSql.Tests;

/// <summary>Server processes of one application that are stopped by SIGSTOP, as on a machine that swaps: their connections stay open and say nothing.</summary>
internal sealed class StoppedBackends : IAsyncDisposable
{
    private readonly int[] pids;

    private StoppedBackends(int[] pids) => this.pids = pids;

    public static async Task<StoppedBackends> StopAsync(PostgreSqlServer server, string applicationName)
    {
        int[] pids = (int[])(await server.RunAsync($"SELECT array_agg(pid) FROM pg_stat_activity WHERE application_name = '{applicationName}'"))!;
        Signal("-STOP", pids);
        return new StoppedBackends(pids);
    }

    public ValueTask DisposeAsync()
    {
        Signal("-CONT", pids);
        return ValueTask.CompletedTask;
    }

    private static void Signal(string signal, int[] pids) =>
        PostgreSqlPrograms.RunAsSelf("kill", [signal, .. pids.Select(static pid => pid.ToString(CultureInfo.InvariantCulture))]);
}
