namespace JwtKit;

/// <summary>A platform's own reading of the claims, beyond what a policy says.</summary>
internal abstract class ValidationRules
{
    /// <summary>The standard's reading.</summary>
    public static ValidationRules None { get; } = new Standard();

    /// <summary>The name whose value counts before that of <c>iss</c>; empty where there is none.</summary>
    public virtual ReadOnlySpan<byte> IssuerAlias => default;

    /// <summary>The name whose value counts before that of <c>sub</c>; empty where there is none.</summary>
    public virtual ReadOnlySpan<byte> SubjectAlias => default;

    /// <summary>The name whose value counts before that of <c>jti</c>; empty where there is none.</summary>
    public virtual ReadOnlySpan<byte> TokenIdAlias => default;

    /// <summary>The clock skew for <c>exp</c>, where the platform has another than the policy.</summary>
    public virtual TimeSpan? ExpirySkew => null;

    /// <summary>What the platform demands beside the registered claims; null where all is met.</summary>
    public virtual TokenFailure? FirstFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims) => null;

    private sealed class Standard : ValidationRules;
}
