namespace JwtKit;

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
