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
        try
        {
            using Stream stream = Console.OpenStandardError();
            stream.Write(isJson ? JsonLine.Of(writer => writer.WriteString("error", line)) : Encoding.UTF8.GetBytes("jwtkit: " + line + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: the exit code is all that is left to say it with.
        }
    }
}
