namespace JwtKit;

/// <summary>An entry whose change is not in use.</summary>
/// <param name="Path">The full configuration key of the entry.</param>
/// <param name="IsKept">Whether its last good configuration is in use; otherwise the entry is new, and there is none.</param>
/// <param name="Faults">A line per fault, each beginning with the full key of a setting or of the entry.</param>
internal sealed record EntryRefusal(string Path, bool IsKept, IReadOnlyList<string> Faults)
{
    /// <summary>The faults as they are logged.</summary>
    public string Text { get; } = string.Join(Environment.NewLine, Faults);
}
