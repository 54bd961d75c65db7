namespace JwtKit;

/// <summary>What became of a change of the configuration.</summary>
/// <param name="IsTaken">Whether anything of it is in use; false where it consists of refused entries alone.</param>
/// <param name="Refused">The entries whose change is not in use.</param>
/// <param name="IsDue">Whether it is tried again at each look, because something counts that no watched file or section announces.</param>
internal sealed record Takeover(bool IsTaken, IReadOnlyList<EntryRefusal> Refused, bool IsDue = false);
