using System.Globalization;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>A time claim as it was found (RFC 7519 section 2): seconds since 1970, or one of the usual mistakes, named.</summary>
internal sealed record NumericTime
{
    private const double LastSecond = 253402300799;
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private NumericTime(DateTimeOffset? time, string? fault)
    {
        Time = time;
        Fault = fault;
    }

    /// <summary>The time, to the second; null where there is a fault.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>What is wrong with it.</summary>
    public string? Fault { get; }

    /// <summary>Reads a claim; null where there is none.</summary>
    /// <param name="payload">The claims.</param>
    /// <param name="name">Such as <c>exp</c>.</param>
    public static NumericTime? Of(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out JsonElement value) ? Read(value) : null;

    /// <summary>A time as it is written everywhere in this tool.</summary>
    /// <param name="time">The time.</param>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The time and how far it is from now, or the fault.</summary>
    /// <param name="now">The moment of looking.</param>
    public string Describe(DateTimeOffset now) => Time is { } time ? $"{Text(time)} ({TimeWords.Distance(time - now)})" : Fault!;

    private static NumericTime Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new NumericTime(null, "text, where a number of seconds is needed");
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out double seconds))
        {
            return new NumericTime(null, "no number of seconds");
        }

        // Parts of a second are cut off; a double could round the last one up.
        seconds = value.TryGetDecimal(out decimal exact) ? (double)decimal.Floor(exact) : seconds;
        return seconds switch
        {
            < 0 => new NumericTime(null, "a negative number, where seconds since 1970 are needed"),
            <= LastSecond => new NumericTime(DateTimeOffset.FromUnixTimeSeconds(value.TryGetInt64(out long whole) ? whole : (long)Math.Floor(seconds)), null),
            <= LastSecond * 1000 => new NumericTime(null, $"milliseconds, where seconds are needed: {Text(DateTimeOffset.FromUnixTimeMilliseconds((long)seconds))} was meant, the year {1970 + (seconds / 31556952):0} was written"),
            _ => new NumericTime(null, "beyond the year 9999, where seconds since 1970 are needed"),
        };
    }
}
