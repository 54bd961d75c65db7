namespace JwtKit;

/// <summary>What one step of the cleaning did.</summary>
/// <param name="Deleted">How many rows it deleted.</param>
/// <param name="ServerTime">The database's clock.</param>
internal readonly record struct CleaningAnswer(int Deleted, DateTime ServerTime);
