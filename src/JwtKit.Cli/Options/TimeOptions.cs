using System.CommandLine;
using System.Globalization;

namespace JwtKit.Cli;

/// <summary>The moment for which a token is looked at: now, or <c>--at</c>.</summary>
internal sealed class ClockInput
{
    private readonly Option<string> moment = CommonOptions.Text("--at", "time", "Judge the times as of this moment, such as 2026-01-31T12:00:00Z; now by default");

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that looks at times.</param>
    public void AddTo(Command command) => command.Add(moment);

    /// <summary>A clock that stands at the moment.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">It is no time.</exception>
    public TimeProvider Read(Call call)
    {
        if (call[moment] is not { } text)
        {
            // The same moment for everything that is said of the token.
            return new StandingClock(call.Time.GetUtcNow());
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? new StandingClock(time)
            : throw new WrongCallException($"--at takes a time such as 2026-01-31T12:00:00Z, and was given '{text}'.");
    }

    private sealed class StandingClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
