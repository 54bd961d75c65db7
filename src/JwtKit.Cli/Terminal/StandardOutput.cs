using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace JwtKit.Cli;

/// <summary>Standard output as a stream of UTF-8, without <c>Console</c>, whose writer and encodings cost a tenth of a short call.</summary>
internal sealed class StandardOutput : IDisposable
{
    private Stream? stream;

    /// <summary>The stream itself, for results of any length. A reader that has gone ends the call silently (<see cref="BrokenPipe"/>).</summary>
    /// <exception cref="WrongCallException">Standard output is closed.</exception>
    public Stream Stream => stream ??= Open();

    /// <summary>Writes the text and a line break, at once.</summary>
    /// <param name="text">The result.</param>
    public void WriteLine(string text)
    {
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, utf8);
        utf8[^1] = (byte)'\n';
        Stream.Write(utf8);
    }

    /// <summary>Writes one JSON object on one line, at once.</summary>
    /// <param name="writeMembers">Writes the members.</param>
    public void WriteJson(Action<Utf8JsonWriter> writeMembers) => Stream.Write(JsonLine.Of(writeMembers));

    /// <summary>Leaves the place in a file, to which the shell has redirected several programs, where the next one goes on.</summary>
    public void Dispose()
    {
        if (stream is FileStream { CanSeek: true } file)
        {
            // Asking for the handle moves its place to that of the stream, which writes by place.
            _ = file.SafeFileHandle;
        }
    }

    /// <summary>Ends a call whose result nobody could get.</summary>
    /// <exception cref="WrongCallException">Standard output is closed.</exception>
    public static void RequireOpen()
    {
        if (!StandardDescriptor.IsOpen(StandardDescriptor.Output))
        {
            throw new WrongCallException("Standard output is closed, so the result cannot be written to it; redirect it to a file or a pipe, or use --out FILE where the command has it.");
        }
    }

    private static Stream Open()
    {
        RequireOpen();
        return OperatingSystem.IsWindows()
            ? Console.OpenStandardOutput()
            : new FileStream(new SafeFileHandle(StandardDescriptor.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    }
}
