namespace JwtKit;

/// <summary>What the server said to a batch.</summary>
/// <param name="Fault">Why nothing counts as recorded, or null.</param>
/// <param name="Recorded">The ids that were not there and are now, sorted.</param>
/// <param name="Over">The ids whose time is over, sorted.</param>
/// <param name="ServerTime">The database's clock.</param>
internal sealed record RecordAnswer(string? Fault, byte[][] Recorded, byte[][] Over, DateTime ServerTime);
