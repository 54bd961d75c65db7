namespace JwtKit;

/// <summary>Whom a token is to speak of: someone the application knows, or a visitor. Prints nothing of it.</summary>
/// <remarks>Immutable and safe for concurrent use. Make one only from what the server knows, never from what a browser says.</remarks>
public sealed record TokenIdentity
{
    /// <summary>The lasting id: <c>sub</c>, or CCAI's <c>identifier</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The name, for platforms that take one.</summary>
    /// <value>None by default.</value>
    public string? Name { get; init; }

    /// <summary>The e-mail address, for platforms that take one.</summary>
    /// <value>None by default.</value>
    public string? Email { get; init; }

    /// <summary>Whether this is a visitor whom the application does not know.</summary>
    /// <value>False by default.</value>
    public bool IsAnonymous { get; init; }

    /// <summary>Kore.ai: the visitor id under which a known user has chatted before. Whoever names it gets that conversation.</summary>
    /// <value>None by default.</value>
    public string? IdentityToMerge { get; init; }

    /// <summary>Further claims for the token.</summary>
    /// <value>None by default.</value>
    public ClaimSet Claims { get; init; } = [];

    /// <summary>Known or anonymous, nothing else.</summary>
    public override string ToString() => IsAnonymous ? "TokenIdentity (anonymous)" : "TokenIdentity (known)";
}
