namespace JwtKit.Samples.KorePlatform;

/// <summary>What stands behind a bearer token.</summary>
internal sealed class BearerToken
{
    public required string ClientId { get; init; }

    /// <summary>The user as the app named it.</summary>
    public required string Identity { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
