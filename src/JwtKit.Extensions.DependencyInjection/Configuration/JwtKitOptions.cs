namespace JwtKit;

/// <summary>What <c>AddJwtKit</c> reads from its configuration section, and what code may add to or change. Checked as a whole when the host starts.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class JwtKitOptions
{
    /// <summary>The token issuers by name. Names compare without case, as configuration does.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, IssuerOptions> Issuers { get; } = new Dictionary<string, IssuerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The full key of each issuer that a section has, for messages. Several sections can be added.</summary>
    internal Dictionary<string, string> Paths { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What could not be read at all.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>The full key of an issuer; for one that code has added, where it would stand.</summary>
    internal string PathOf(string issuer) => Paths.GetValueOrDefault(issuer, $"JwtKit:{nameof(Issuers)}:{issuer}");
}
