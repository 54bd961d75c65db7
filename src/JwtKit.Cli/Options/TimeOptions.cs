using System.CommandLine;
using System.Globalization;

namespace JwtKit.Cli;

/// <summary>The moment for which a token is looked at: now, or <c>--at</c>.</summary>
internal sealed class ClockOption
{
    private readonly Option<string> moment = CommonOptions.Text("--at", "time", "Judge the times as of this moment, such as 2026-01-31T12:00:00Z; now by default");

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that looks at times.</param>
    public void AddTo(Command command) => command.Add(moment);

    /// <summary>A clock that stands at the moment.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">It is no time.</exception>
    public TimeProvider Read(CommandContext context)
    {
        if (context[moment] is not { } text)
        {
            // The same moment for everything that is said of the token.
            return new StandingClock(context.Time.GetUtcNow());
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? new StandingClock(time)
            : throw new UsageException($"--at takes a time such as 2026-01-31T12:00:00Z, and was given '{text}'.");
    }

    private sealed class StandingClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}

/// <summary>How long a token lives: <c>--lifetime 5m</c>.</summary>
internal sealed class LifetimeOption
{
    private readonly Option<string> lifetime;

    /// <param name="usual">The default, as help shows it.</param>
    public LifetimeOption(string usual) => lifetime = CommonOptions.Text("--lifetime", "time", $"How long the token lives: 90s, 5m, 1h30m, 7d or unlimited; {usual} by default");

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that makes a token.</param>
    public void AddTo(Command command) => command.Add(lifetime);

    /// <summary>The lifetime; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">It is no time.</exception>
    public TokenLifetime? Read(CommandContext context) => context[lifetime] switch
    {
        null => null,
        "unlimited" => TokenLifetime.Unlimited,
        { } text => TryParse(text, out TimeSpan time) && time >= TimeSpan.FromSeconds(1)
            ? time
            : throw new UsageException($"--lifetime takes a time such as 90s, 5m, 1h30m or 7d, or unlimited, and was given '{text}'."),
    };

    /// <summary>Reads numbers with their units, such as <c>1h30m</c>. A number without a unit is refused: it could be seconds or minutes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The sum.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time)
    {
        long seconds = 0;
        time = default;
        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
            {
                return false;
            }

            long unit = text[digits] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
            if (unit == 0)
            {
                return false;
            }

            seconds += long.Parse(text[..digits], CultureInfo.InvariantCulture) * unit;
            text = text[(digits + 1)..];
        }

        bool fits = seconds <= (long)TimeSpan.MaxValue.TotalSeconds;
        time = fits ? new TimeSpan(seconds * TimeSpan.TicksPerSecond) : default;
        return fits;
    }
}
