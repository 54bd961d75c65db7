namespace JwtKit.Samples.KorePlatform;

/// <summary>The body of a request about rows.</summary>
/// <param name="Query">The values that rows must have.</param>
/// <param name="Data">The values that they get.</param>
internal sealed record RowsRequest(Dictionary<string, string>? Query, Dictionary<string, string>? Data)
{
    private const int MaximumValueLength = 1024;

    /// <summary>Whether all values are text: null would ask for the rows without a column, which all rows are of a column that the table does not have.</summary>
    public bool HasSoundQuery => Query is null || !Query.ContainsValue(null!);

    /// <summary>Whether there is something to write, and all of it fits.</summary>
    public bool HasData => Data is { Count: > 0 } && Data.Values.All(static value => value is { Length: <= MaximumValueLength });
}
