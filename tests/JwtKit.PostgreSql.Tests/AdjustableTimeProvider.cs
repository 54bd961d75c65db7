namespace JwtKit.PostgreSql.Tests;

/// <summary>Time that passes by hand only, with timers that then go off.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class AdjustableTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HandTimer> timers = [];
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the clock of the node is ahead of the machine's, which is the database's too.</summary>
    public TimeSpan ClockAhead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ClockAhead;

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return passed.Ticks;
        }
    }

    public void Advance(TimeSpan time)
    {
        HandTimer[] due;
        lock (gate)
        {
            passed += time;
            due = [.. timers.Where(timer => timer.TryTake(passed))];
        }

        Array.ForEach(due, static timer => timer.GoOff());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HandTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HandTimer(AdjustableTimeProvider owner, Action goOff) : ITimer
    {
        private TimeSpan? due;
        private TimeSpan repeat;

        public void GoOff() => goOff();

        /// <summary>Whether it is to go off now; then it waits for its next time. The caller holds the gate.</summary>
        public bool TryTake(TimeSpan now)
        {
            if (due is null || due > now)
            {
                return false;
            }

            due = repeat > TimeSpan.Zero ? now + repeat : null;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                due = dueTime == Timeout.InfiniteTimeSpan ? null : owner.passed + dueTime;
                repeat = period;
                owner.timers.Remove(this);
                owner.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
