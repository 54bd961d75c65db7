using System.Text.Json;

namespace JwtKit;

/// <summary>Seconds since 1970-01-01T00:00:00Z (RFC 7519 section 2), kept to what a date can say: the years 1970 to 9999.</summary>
internal static class NumericDate
{
    public static readonly long Maximum = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads a JSON number, cutting fractions off downwards. False for text, for negative numbers and for anything beyond the year 9999, such as milliseconds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, JsonRange value, out long seconds)
    {
        seconds = 0;
        if (value.Kind != JsonTokenType.Number)
        {
            return false;
        }

        Utf8JsonReader reader = new(value.Raw(json));
        reader.Read();
        if (!reader.TryGetInt64(out seconds))
        {
            if (!reader.TryGetDouble(out double fractional) || !(fractional >= 0 && fractional <= Maximum))
            {
                return false;
            }

            seconds = (long)Math.Floor(fractional);
        }

        return seconds >= 0 && seconds <= Maximum;
    }
}
