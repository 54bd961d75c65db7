namespace JwtKit;

/// <summary>What the host has chosen for one token endpoint. Written while endpoints are mapped, read by its requests.</summary>
internal sealed class TokenEndpointSettings
{
    public string? SubjectClaim { get; set; }

    public Func<IdentityRequest, CancellationToken, ValueTask<TokenIdentity?>>? Resolver { get; set; }

    /// <summary>Null where visitors get no token.</summary>
    public VisitorDesk? Visitors { get; set; }
}
