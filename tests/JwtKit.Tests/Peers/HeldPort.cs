using System.Net;
using System.Net.Sockets;

namespace JwtKit.Tests.Peers;

/// <summary>A free port of the loopback address, for a program that has to be told one. Nobody else is given it meanwhile, also while the program does not run.</summary>
internal sealed class HeldPort : IDisposable
{
    // Bound without listening, a socket keeps its port from being given away; a program that binds it by its number gets it nevertheless, as .NET and servers allow.
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public HeldPort()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere no second program gets it.
            socket.Dispose();
        }
    }

    /// <summary>Nothing answers there until a program listens.</summary>
    public int Number { get; }

    public void Dispose() => socket.Dispose();
}
