using System.Buffers;
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
