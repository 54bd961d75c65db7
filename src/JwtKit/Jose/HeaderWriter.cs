using System.Text.Json;

namespace JwtKit;

/// <summary>Writes a JOSE header as its encoded segment.</summary>
internal static class HeaderWriter
{
    /// <param name="parameters">In the order in which they are written; those without a value are left out.</param>
    public static byte[] Encode(params (string Name, string? Value)[] parameters)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            Utf8JsonWriter writer = scratch.Writer;
            writer.WriteStartObject();
            foreach ((string name, string? value) in parameters)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
            writer.Flush();
            byte[] segment = new byte[StrictBase64Url.EncodedLength(scratch.Json.Length)];
            StrictBase64Url.Encode(scratch.Json, segment);
            return segment;
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }
}
