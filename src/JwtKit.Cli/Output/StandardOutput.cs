using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>Standard output as a stream of UTF-8: <c>Console.Out</c> costs milliseconds for encodings that no result needs.</summary>
internal sealed class StandardOutput
{
    /// <summary>The stream itself, for results of any length.</summary>
    public Stream Stream => field ??= Console.OpenStandardOutput();

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
}
