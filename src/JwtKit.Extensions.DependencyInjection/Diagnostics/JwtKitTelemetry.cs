using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JwtKit;

/// <summary>The one meter and the one activity source. Costs next to nothing while nobody listens. Safe for concurrent use.</summary>
internal sealed class JwtKitTelemetry : IDisposable
{
    // Boxed once: a tag's value is an object.
    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly ActivitySource activities = new(TelemetryNames.Source);
    private readonly Counter<long> issued;
    private readonly Counter<long> validated;
    private readonly Counter<long> replayAnswers;
    private readonly Counter<long> fetches;
    private readonly Counter<long> reloads;
    private readonly Counter<long> tlsRefusals;
    private readonly Counter<long> introspections;
    private readonly Counter<long> exchanges;

    public JwtKitTelemetry(IMeterFactory meters)
    {
        // The factory owns the meter.
        Meter meter = meters.Create(TelemetryNames.Source);
        issued = meter.CreateCounter<long>("jwtkit.tokens.issued", "{token}", "Tokens that were issued.");
        validated = meter.CreateCounter<long>("jwtkit.tokens.validated", "{token}", "Tokens that were checked, by their verdict.");
        replayAnswers = meter.CreateCounter<long>("jwtkit.replay.answers", "{answer}", "Answers of the replay store to the question whether a token is used for the first time.");
        fetches = meter.CreateCounter<long>("jwtkit.jwks.fetches", "{fetch}", "Fetches of the keys that an issuer publishes.");
        reloads = meter.CreateCounter<long>("jwtkit.configuration.reloads", "{reload}", "Changes of the configuration or of a file that it names.");
        tlsRefusals = meter.CreateCounter<long>("jwtkit.mutual_tls.refusals", "{certificate}", "Certificates of the other side that were refused.");
        introspections = meter.CreateCounter<long>("jwtkit.kaizala.introspections", "{introspection}", "Questions to Kaizala's service whose token it is.");
        exchanges = meter.CreateCounter<long>("jwtkit.payload.exchanges", "{exchange}", "Requests with encrypted payloads, by what became of them.");
    }

    /// <summary>Whether anybody would hear of a validation.</summary>
    public bool IsWatchingValidations => validated.Enabled || activities.HasListeners();

    public static void AddTo(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<JwtKitTelemetry>();
    }

    public IssueObservation BeginIssue(string issuer, SignatureAlgorithm algorithm) => new(this, issuer, algorithm.Name, activities.StartActivity(TelemetryNames.IssueActivity));

    public Activity? BeginValidate(string validator) => activities.StartActivity(TelemetryNames.ValidateActivity)?.SetTag(TelemetryNames.Validator, validator);

    public void Issued(string issuer, string algorithm, bool encrypted)
    {
        if (issued.Enabled)
        {
            issued.Add(1, new TagList { { TelemetryNames.Issuer, issuer }, { TelemetryNames.Algorithm, algorithm }, { TelemetryNames.Encrypted, encrypted ? Yes : No } });
        }
    }

    public void Validated(string validator, string outcome)
    {
        if (validated.Enabled)
        {
            validated.Add(1, new TagList { { TelemetryNames.Validator, validator }, { TelemetryNames.Outcome, outcome } });
        }
    }

    public void ReplayAnswered(ReplayOutcome outcome)
    {
        if (replayAnswers.Enabled)
        {
            replayAnswers.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Outcome, CodeOf(outcome)));
        }
    }

    /// <param name="host">As the configuration names it.</param>
    /// <param name="outcome">"fetched", or a code of <see cref="JwksFailure"/> or <see cref="JwkSetFault"/>.</param>
    public void Fetched(string host, string outcome)
    {
        if (fetches.Enabled)
        {
            fetches.Add(1, new TagList { { TelemetryNames.ServerAddress, host }, { TelemetryNames.Outcome, outcome } });
        }
    }

    public void Reloaded(string outcome)
    {
        if (reloads.Enabled)
        {
            reloads.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Outcome, outcome));
        }
    }

    /// <param name="party">Its name in the configuration.</param>
    /// <param name="peer">Whose certificate: the client's or the server's.</param>
    /// <param name="code">Why.</param>
    public void TlsRefused(string party, string peer, string code)
    {
        if (tlsRefusals.Enabled)
        {
            tlsRefusals.Add(1, new TagList { { TelemetryNames.Party, party }, { TelemetryNames.Peer, peer }, { TelemetryNames.Outcome, code } });
        }
    }

    public void Introspected(string scheme, string outcome)
    {
        if (introspections.Enabled)
        {
            introspections.Add(1, new TagList { { TelemetryNames.Scheme, scheme }, { TelemetryNames.Outcome, outcome } });
        }
    }

    /// <param name="envelope">Its name in the configuration.</param>
    /// <param name="side">Which of the two this is.</param>
    /// <param name="outcome">"completed", or what happened instead.</param>
    public void Exchanged(string envelope, string side, string outcome)
    {
        if (exchanges.Enabled)
        {
            exchanges.Add(1, new TagList { { TelemetryNames.Envelope, envelope }, { TelemetryNames.Side, side }, { TelemetryNames.Outcome, outcome } });
        }
    }

    public void Dispose() => activities.Dispose();

    private static string CodeOf(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Recorded => "recorded",
        ReplayOutcome.AlreadyRecorded => "already_recorded",
        ReplayOutcome.Full => "full",
        ReplayOutcome.Expired => "expired",
        _ => "unavailable",
    };
}

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

/// <summary>The names under which measurements and activities can be found. Values are names of the configuration and fixed codes, never text of a token.</summary>
internal static class TelemetryNames
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Source = "JwtKit";

    public const string IssueActivity = "jwtkit.issue";
    public const string ValidateActivity = "jwtkit.validate";

    public const string Issuer = "jwtkit.issuer";
    public const string Validator = "jwtkit.validator";
    public const string Algorithm = "jwtkit.algorithm";
    public const string Encrypted = "jwtkit.encrypted";
    public const string Outcome = "jwtkit.outcome";
    public const string Party = "jwtkit.party";
    public const string Peer = "jwtkit.peer";
    public const string Scheme = "jwtkit.scheme";
    public const string Envelope = "jwtkit.envelope";
    public const string Side = "jwtkit.side";

    public const string Client = "client";
    public const string Server = "server";

    /// <summary>OpenTelemetry's own.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>OpenTelemetry's own.</summary>
    public const string ErrorType = "error.type";

    /// <summary>The outcome of a token that met its policy; the others are <see cref="TokenFailureCodes"/>.</summary>
    public const string Accepted = "accepted";
}
