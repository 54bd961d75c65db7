namespace JwtKit.PostgreSql.Tests;

/// <summary>The system's timers, but time between two moments passes by hand only.</summary>
internal sealed class AdjustableTimeProvider : TimeProvider
{
    private long passed;

    public void Advance(TimeSpan time) => Interlocked.Add(ref passed, (long)(time.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => Interlocked.Read(ref passed);
}
