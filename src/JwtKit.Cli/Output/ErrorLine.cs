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
        using Stream stream = Console.OpenStandardError();
        stream.Write(isJson ? JsonLine.Of(writer => writer.WriteString("error", line)) : Encoding.UTF8.GetBytes("jwtkit: " + line + "\n"));
    }
}
