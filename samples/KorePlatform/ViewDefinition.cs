using System.Text.Json.Serialization;

namespace JwtKit.Samples.KorePlatform;

/// <summary>What a view shows: the rows of a table whose columns have these values.</summary>
internal sealed record ViewDefinition(string? Name, string? Table, IReadOnlyDictionary<string, string>? Where)
{
    [JsonIgnore]
    public bool IsSound => Table is { Length: > 0 } && Where is not null && !Where.Values.Contains(null!);
}
