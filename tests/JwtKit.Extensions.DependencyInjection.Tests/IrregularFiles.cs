using System.Diagnostics;
using System.Net.Sockets;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A folder with what is no regular file, as long as its test lasts.</summary>
internal sealed class IrregularFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jwtkit-files-");
    private readonly List<Socket> sockets = [];

    /// <summary>A path that nothing has.</summary>
    public string Free => Path.Combine(folder.FullName, Path.GetRandomFileName());

    /// <summary>A named pipe without a writer: who opens it waits for one.</summary>
    public string Pipe() => MakePipe(Free);

    public string Folder() => Directory.CreateDirectory(Free).FullName;

    public string Socket()
    {
        string path = Free;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        sockets.Add(socket);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return path;
    }

    public string LinkTo(string target) => File.CreateSymbolicLink(Free, target).FullName;

    /// <summary>Makes a named pipe.</summary>
    /// <param name="path">Free.</param>
    public static string MakePipe(string path)
    {
        using Process mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
        return File.Exists(path) ? path : throw new InvalidOperationException("mkfifo made no pipe.");
    }

    public void Dispose()
    {
        sockets.ForEach(static socket => socket.Dispose());
        folder.Delete(recursive: true);
    }
}
