using System.Diagnostics;

namespace JwtKit;

/// <summary>A validator with the keys that it owns.</summary>
internal sealed class LocalValidator(string name, JwtValidator validator, IDisposable? keys, JwtKitTelemetry telemetry) : IDisposable
{
    public LocalValidator(string name, ConfiguredPolicy policy, TimeProvider timeProvider, JwtKitTelemetry telemetry)
        : this(name, new JwtValidator(policy.Policy, timeProvider), policy, telemetry) => Skipped = policy.Skipped;

    public string Name => name;

    /// <summary>Keys of a set in the key file that are not used.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; } = [];

    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken) =>
        telemetry.IsWatchingValidations ? ObserveAsync(token, cancellationToken) : validator.ValidateAsync(token, cancellationToken);

    public void Dispose() => keys?.Dispose();

    private async ValueTask<ValidationOutcome> ObserveAsync(string? token, CancellationToken cancellationToken)
    {
        using Activity? activity = telemetry.BeginValidate(name);
        try
        {
            ValidationOutcome outcome = await validator.ValidateAsync(token, cancellationToken).ConfigureAwait(false);
            string code = outcome.Failure?.Code ?? TelemetryNames.Accepted;
            telemetry.Validated(name, code);
            activity?.SetTag(TelemetryNames.Outcome, code);
            return outcome;
        }
        catch (Exception e)
        {
            activity?.SetTag(TelemetryNames.ErrorType, e.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
