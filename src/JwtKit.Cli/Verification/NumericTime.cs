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
    public string Describe(DateTimeOffset now) => Time is { } time ? $"{Text(time)} ({TimeText.Distance(time - now)})" : Fault!;

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

/// <summary>Lengths of time in words, in the two largest units.</summary>
internal static class TimeText
{
    private static readonly (string Name, long Seconds)[] Units = [("year", 31556952), ("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)];

    /// <summary>"in 4 minutes 12 seconds", "2 hours ago", "now".</summary>
    /// <param name="distance">From now; negative for the past.</param>
    public static string Distance(TimeSpan distance)
    {
        string length = Length(distance.Duration());
        return distance.Duration() < TimeSpan.FromSeconds(1) ? "now"
            : distance > TimeSpan.Zero ? "in " + length
            : length + " ago";
    }

    /// <summary>"1 hour", "4 minutes 12 seconds".</summary>
    /// <param name="length">Not negative; parts of a second are cut off.</param>
    public static string Length(TimeSpan length)
    {
        long rest = (long)length.TotalSeconds;
        List<string> words = [];
        foreach ((string name, long seconds) in Units)
        {
            long count = rest / seconds;
            rest %= seconds;
            if (count > 0)
            {
                words.Add(count == 1 ? $"1 {name}" : $"{count} {name}s");
            }

            if (words.Count == 2)
            {
                break;
            }
        }

        return words.Count == 0 ? "0 seconds" : string.Join(' ', words);
    }
}
