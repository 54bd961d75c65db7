using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Stands between client and server, keeps every byte that passes, and may change what passes.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly MemoryStream seen = new();
    private readonly int port;
    private readonly Func<bool, byte[], byte[]>? tamper;
    private readonly Task accepting;

    /// <param name="port">The server's, on the loopback.</param>
    /// <param name="tamper">Gets whether the bytes are the client's, and the bytes; gives those to pass on, fewer to hang up after them.</param>
    public Relay(int port, Func<bool, byte[], byte[]>? tamper = null)
    {
        this.port = port;
        this.tamper = tamper;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Everything that has passed, byte by byte as characters.</summary>
    public string Seen
    {
        get
        {
            lock (seen)
            {
                return Encoding.Latin1.GetString(seen.GetBuffer(), 0, (int)seen.Length);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
        await seen.DisposeAsync();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient near = client;
        using TcpClient far = new();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, port, stop.Token);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream(), isClient: true), PassAsync(far.GetStream(), near.GetStream(), isClient: false));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The test is over, or one side has hung up.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool isClient)
    {
        byte[] buffer = new byte[256 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stop.Token) is > 0 and int read)
            {
                byte[] bytes = tamper?.Invoke(isClient, buffer[..read]) ?? buffer[..read];
                lock (seen)
                {
                    seen.Write(bytes);
                }

                await to.WriteAsync(bytes, stop.Token);
                if (bytes.Length < read)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
