using System.Diagnostics;

namespace JwtKit;

/// <summary>One token being issued. Disposed before it is done, the issuing has failed.</summary>
internal readonly struct IssueObservation(JwtKitTelemetry telemetry, string issuer, string algorithm, Activity? activity) : IDisposable
{
    public void Done(bool encrypted)
    {
        telemetry.Issued(issuer, algorithm, encrypted);
        activity?.SetTag(TelemetryNames.Encrypted, encrypted);
    }

    public void Dispose()
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(TelemetryNames.Issuer, issuer).SetTag(TelemetryNames.Algorithm, algorithm);
        if (activity.GetTagItem(TelemetryNames.Encrypted) is null)
        {
            // Without the exception: its text may speak of the identity.
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }
}
