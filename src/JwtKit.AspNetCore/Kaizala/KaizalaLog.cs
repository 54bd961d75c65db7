using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What is logged about the service and counted, and nothing of tokens and users.</summary>
internal sealed partial class KaizalaLog(ILogger logger, string scheme, JwtKitTelemetry telemetry)
{
    public void Accepted() => telemetry.Introspected(scheme, TelemetryNames.Accepted);

    /// <summary>Nobody waits for the answer any more.</summary>
    public void Abandoned() => telemetry.Introspected(scheme, "abandoned");

    public void Refused(int status)
    {
        Refused(logger, scheme, status);
        telemetry.Introspected(scheme, "refused");
    }

    public void UnexpectedStatus(int status)
    {
        UnexpectedStatus(logger, scheme, status);
        telemetry.Introspected(scheme, "unexpected_status");
    }

    public void NotUnderstood()
    {
        NotUnderstood(logger, scheme);
        telemetry.Introspected(scheme, "not_understood");
    }

    public void TimedOut(TimeSpan timeout)
    {
        TimedOut(logger, scheme, timeout);
        telemetry.Introspected(scheme, "timed_out");
    }

    public void NotReached(string cause)
    {
        NotReached(logger, scheme, cause);
        telemetry.Introspected(scheme, "not_reached");
    }

    [LoggerMessage(EventId = 1, EventName = "KaizalaTokenRefused", Level = LogLevel.Information, Message = "The service of scheme {Scheme} refused a token: status {Status}.")]
    private static partial void Refused(ILogger logger, string scheme, int status);

    [LoggerMessage(EventId = 2, EventName = "KaizalaUnexpectedStatus", Level = LogLevel.Warning, Message = "A token could not be checked: the service of scheme {Scheme} answered with status {Status}; 200, 401, 403 or 404 is expected.")]
    private static partial void UnexpectedStatus(ILogger logger, string scheme, int status);

    [LoggerMessage(EventId = 3, EventName = "KaizalaNotUnderstood", Level = LogLevel.Warning, Message = "A token could not be checked: the service of scheme {Scheme} answered 200 with something other than a user in strict JSON of at most 64 KiB.")]
    private static partial void NotUnderstood(ILogger logger, string scheme);

    [LoggerMessage(EventId = 4, EventName = "KaizalaTimedOut", Level = LogLevel.Warning, Message = "A token could not be checked: the service of scheme {Scheme} took longer than {Timeout}.")]
    private static partial void TimedOut(ILogger logger, string scheme, TimeSpan timeout);

    [LoggerMessage(EventId = 5, EventName = "KaizalaNotReached", Level = LogLevel.Warning, Message = "A token could not be checked: the call to the service of scheme {Scheme} failed: {Cause}.")]
    private static partial void NotReached(ILogger logger, string scheme, string cause);
}
