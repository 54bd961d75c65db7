using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JwtKit.Tests;

/// <summary>A server on 127.0.0.1 that answers each connection with bytes of the test's choice, without looking at what an HTTP answer should be.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;
    private int connectionCount;

    /// <param name="answer">Gets the request's head and the connection, which is closed when it returns.</param>
    public LoopbackServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        listener.Start();
        serving = ServeAsync(answer);
    }

    public int ConnectionCount => Volatile.Read(ref connectionCount);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/jwks.json");

    /// <summary>A server that always sends this text.</summary>
    public static LoopbackServer Sending(string text) => new(async (_, stream, cancellationToken) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        listener.Stop();
        end.Dispose();
    }

    private async Task ServeAsync(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connectionCount);
                await AnswerAsync(client, answer);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client, Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        try
        {
            await using NetworkStream stream = client.GetStream();
            StringBuilder head = new();
            byte[] buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = await stream.ReadAsync(buffer, end.Token);
                if (read == 0)
                {
                    return;
                }

                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            await answer(head.ToString(), stream, end.Token);
        }
        catch (IOException)
        {
            // The other side hung up, as it should on an answer without end.
        }
    }
}
