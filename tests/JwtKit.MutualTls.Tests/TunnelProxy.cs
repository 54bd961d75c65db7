using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JwtKit.MutualTls.Tests;

/// <summary>An HTTP proxy that knows CONNECT alone.</summary>
internal sealed class TunnelProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int tunnels;

    public TunnelProxy()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public int Tunnels => Volatile.Read(ref tunnels);

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TunnelAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using TcpClient target = new();
        using (client)
        {
            NetworkStream near = client.GetStream();
            using StreamReader reader = new(near, Encoding.ASCII, leaveOpen: true);
            string[] asked = (await reader.ReadLineAsync())!.Split(' ');
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            if (asked[0] != "CONNECT")
            {
                return;
            }

            Interlocked.Increment(ref tunnels);
            await target.ConnectAsync(IPAddress.Loopback, int.Parse(asked[1].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
            await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            NetworkStream far = target.GetStream();
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
    }
}
