namespace JwtKit.Tests;

/// <summary>A clock that stands still until it is set. Timestamps and timers follow it.</summary>
internal sealed class FixedTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FixedTimer> timers = [];
    private DateTimeOffset now = now;
    private long elapsed;

    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => Elapse(value - GetUtcNow());
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FixedTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and runs the timers that fall due, each once.</summary>
    public void Elapse(TimeSpan time)
    {
        FixedTimer[] due;
        lock (gate)
        {
            now += time;
            elapsed += time.Ticks;
            due = [.. timers.Where(timer => timer.Due <= elapsed)];
            timers.RemoveAll(due.Contains);
            Array.ForEach(due, static timer => timer.Repeat());
        }

        Array.ForEach(due, static timer => timer.Run());
    }

    /// <summary>Sets the time of day alone, as an operator does: no time passes.</summary>
    public void TurnTo(DateTimeOffset time)
    {
        lock (gate)
        {
            now = time;
        }
    }

    private sealed class FixedTimer(FixedTimeProvider clock, Action run) : ITimer
    {
        private TimeSpan period;

        public long Due { get; private set; }

        public void Run() => run();

        /// <summary>Falls due again after its period, if it has one.</summary>
        public void Repeat()
        {
            if (period > TimeSpan.Zero)
            {
                Due = clock.elapsed + period.Ticks;
                clock.timers.Add(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                clock.timers.Remove(this);
                Due = clock.elapsed + dueTime.Ticks;
                if (dueTime >= TimeSpan.Zero)
                {
                    clock.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
