using System.Text.Json.Serialization;

namespace JwtKit.Samples.KorePlatform;

/// <summary>What a data table has, as it is exported and imported. All values are text.</summary>
internal sealed record TableDefinition(string? Name, IReadOnlyList<string>? Columns)
{
    private const int MaximumColumns = 50;

    [JsonIgnore]
    public bool IsSound => Columns is { Count: > 0 and <= MaximumColumns } && Columns.All(static column => column is { Length: > 0 } and not DataTables.IdColumn) && Columns.Distinct(StringComparer.Ordinal).Count() == Columns.Count;
}
