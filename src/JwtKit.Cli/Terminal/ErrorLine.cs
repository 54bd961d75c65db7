using System.Text;

namespace JwtKit.Cli;

/// <summary>The one line on standard error that says what is wrong.</summary>
internal static class ErrorLine
{
    /// <param name="message">One line.</param>
    /// <param name="isJson">Whether it is written as <c>{"error":"…"}</c>.</param>
    public static void Write(string message, bool isJson)
    {
        string line = Visible.Text(message);
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
