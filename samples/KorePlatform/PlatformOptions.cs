namespace JwtKit.Samples.KorePlatform;

/// <summary>How the stand-in behaves, apart from the apps that are registered with it.</summary>
internal sealed class PlatformOptions
{
    /// <summary>How long a bearer token lasts: 1 second to 1 day; 30 minutes by default.</summary>
    public TimeSpan BearerLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the first bearer token of each user has expired when it is issued, so that a client can show what it does then.</summary>
    public bool ExpireFirstBearer { get; set; }

    public List<string> Faults { get; } = [];
}
