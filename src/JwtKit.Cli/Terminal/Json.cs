using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>One JSON object on one line, as UTF-8.</summary>
internal static class JsonLine
{
    /// <param name="writeMembers">Writes the members.</param>
    public static ReadOnlySpan<byte> Of(Action<Utf8JsonWriter> writeMembers)
    {
        ArrayBufferWriter<byte> buffer = new(256);

        // The text goes to a terminal or a program, never into a page.
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }
}

/// <summary>JSON of others for people: indented, on a terminal without power over it.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="document">Strict JSON.</param>
    public static string Pretty(JsonDocument document)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, Indented))
        {
            document.WriteTo(writer);
        }

        return string.Join('\n', Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n").Split('\n').Select(TerminalText.Text));
    }
}
