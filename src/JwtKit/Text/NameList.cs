namespace JwtKit;

/// <summary>Names in a message: the first few, and how many more there are.</summary>
internal static class NameList
{
    public const int MaximumShown = 16;

    /// <summary>As in <c>a or b</c>.</summary>
    public static string Or(IReadOnlyCollection<string> names) => names.Count <= MaximumShown
        ? string.Join(" or ", names)
        : $"{string.Join(" or ", names.Take(MaximumShown))} or {names.Count - MaximumShown} others";
}
