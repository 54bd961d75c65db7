using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A proxy before the server that can swallow what passes, as a firewall does that has forgotten its connections: nothing is answered, nothing is closed.</summary>
internal sealed class SwallowingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly CancellationTokenSource end = new();
    private readonly int serverPort;
    private readonly Task accepting;
    private volatile bool swallowsRequests;
    private volatile bool swallowsAnswers;
    private int swallowed;

    public SwallowingProxy(PostgreSqlServer server)
    {
        serverPort = new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many times it swallowed something.</summary>
    public int Swallowed => Volatile.Read(ref swallowed);

    public void Swallow(bool requests, bool answers)
    {
        swallowsRequests = requests;
        swallowsAnswers = answers;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        foreach (TcpClient client in clients)
        {
            client.Dispose();
        }

        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(end.Token);
            TcpClient server = new();
            clients.Add(client);
            clients.Add(server);
            _ = ConnectAsync(client, server);
        }
    }

    private async Task ConnectAsync(TcpClient client, TcpClient server)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, serverPort, end.Token);
            await Task.WhenAny(
                PassAsync(client.GetStream(), server.GetStream(), () => swallowsRequests),
                PassAsync(server.GetStream(), client.GetStream(), () => swallowsAnswers));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone, and then the other goes too.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Func<bool> isSwallowed)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, end.Token) is > 0 and int count)
            {
                if (isSwallowed())
                {
                    Interlocked.Increment(ref swallowed);
                }
                else
                {
                    await to.WriteAsync(buffer.AsMemory(0, count), end.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed: the caller closes both sides.
        }
    }
}
