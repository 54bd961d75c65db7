namespace JwtKit;

/// <summary>Says which names there are, where one was asked for that is not among them.</summary>
internal static class ConfiguredNames
{
    public static string Describe(IEnumerable<string> names)
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? "none is configured" : $"configured are {string.Join(", ", sorted)}";
    }
}
