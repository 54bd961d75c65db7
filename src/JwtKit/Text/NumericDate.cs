using System.Buffers.Text;
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

        ReadOnlySpan<byte> number = value.Raw(json);
        if (Utf8Parser.TryParse(number, out seconds, out int digits) && digits == number.Length && seconds >= 0)
        {
            return seconds <= Maximum;
        }

        int exponent = number.IndexOfAny((byte)'e', (byte)'E');
        if (number[0] == '-')
        {
            // Minus zero is zero; by its digits, since -1e-400 would round to it.
            return !(exponent < 0 ? number : number[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
        }

        if (exponent < 0)
        {
            // Cut as text: a double would round .9999999 up to the next second.
            int point = number.IndexOf((byte)'.');
            number = point < 0 ? number : number[..point];
        }

        Utf8JsonReader reader = new(number);
        reader.Read();
        if (!reader.TryGetInt64(out seconds))
        {
            if (!reader.TryGetDouble(out double scaled) || !(scaled <= Maximum))
            {
                return false;
            }

            seconds = (long)Math.Floor(scaled);
        }

        return seconds <= Maximum;
    }
}
