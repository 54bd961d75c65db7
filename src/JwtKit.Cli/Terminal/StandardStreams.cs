using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace JwtKit.Cli;

/// <summary>Standard input, which one input of a call may take: a secret, a key or a token.</summary>
internal sealed class StandardInput
{
    private string? taker;

    /// <summary>The value of an option or argument that stands for standard input.</summary>
    public const string Name = "-";

    /// <summary>Takes standard input.</summary>
    /// <param name="what">What it is read as, for the message where two inputs ask for it.</param>
    /// <exception cref="UsageException">Another input has taken it, or it is closed.</exception>
    public Stream Take(string what)
    {
        if (taker is not null)
        {
            throw new UsageException($"Standard input (-) was asked for twice, for {taker} and for {what}; one of them must come from a file or the environment.");
        }

        if (!StandardDescriptor.IsOpen(StandardDescriptor.Input))
        {
            throw new UsageException($"Standard input is closed, so {what} cannot be read from it; redirect it from a file or a pipe.");
        }

        taker = what;
        return Console.OpenStandardInput();
    }
}

/// <summary>Standard output as a stream of UTF-8, without <c>Console</c>, whose writer and encodings cost a tenth of a short call.</summary>
internal sealed class StandardOutput : IDisposable
{
    private Stream? stream;

    /// <summary>The stream itself, for results of any length. A reader that has gone ends the call silently (<see cref="BrokenPipe"/>).</summary>
    /// <exception cref="UsageException">Standard output is closed.</exception>
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
    /// <exception cref="UsageException">Standard output is closed.</exception>
    public static void RequireOpen()
    {
        if (!StandardDescriptor.IsOpen(StandardDescriptor.Output))
        {
            throw new UsageException("Standard output is closed, so the result cannot be written to it; redirect it to a file or a pipe, or use --out FILE where the command has it.");
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

/// <summary>The one line on standard error that says what is wrong.</summary>
internal static class ErrorLine
{
    /// <param name="message">One line.</param>
    /// <param name="isJson">Whether it is written as <c>{"error":"…"}</c>.</param>
    public static void Write(string message, bool isJson)
    {
        string line = TerminalText.Text(message);
        Write(isJson ? JsonLine.Of(writer => writer.WriteString("error", line)) : Encoding.UTF8.GetBytes("jwtkit: " + line + "\n"));
    }

    /// <summary>Says something that does not end the call.</summary>
    /// <param name="message">One line.</param>
    public static void Note(string message) => Write(message, isJson: false);

    /// <summary>Writes a whole line, as far as there is somewhere to write it to.</summary>
    /// <param name="line">UTF-8 with its line break.</param>
    public static void Write(ReadOnlySpan<byte> line)
    {
        if (!StandardDescriptor.IsOpen(StandardDescriptor.Error))
        {
            return;
        }

        try
        {
            using Stream stream = Console.OpenStandardError();
            stream.Write(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: the exit code is all that is left to say it with.
        }
    }
}

/// <summary>Whether the process was started with its standard streams open (a shell closes one by <c>&lt;&amp;-</c> or <c>&gt;&amp;-</c>).</summary>
/// <remarks>
/// The runtime's own files take the numbers of streams that are closed: reading from one of them never ends, and writing to one harms the process. They are marked to be
/// closed when a program is executed, which no stream that came over such an execution can be.
/// </remarks>
internal static partial class StandardDescriptor
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetFlags = 1;
    private const int CloseOnExecute = 1;

    /// <param name="number">One of the constants.</param>
    public static bool IsOpen(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        int flags = Control(number, GetFlags);
        return flags >= 0 && (flags & CloseOnExecute) == 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int number, int command);
}
