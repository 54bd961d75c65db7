namespace JwtKit.Cli;

/// <summary>Lengths of time in words, in the two largest units.</summary>
internal static class TimeWords
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
