namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Where the platform is: samples/KorePlatform, unless configured otherwise.</summary>
internal sealed class PlatformOptions
{
    public const string Section = "Platform";

    public string Address { get; set; } = "http://127.0.0.1:5081";

    /// <summary>Whether it is one that the page may show: without a user and a password.</summary>
    public bool HasAddress => Uri.TryCreate(Address, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "http" or "https", UserInfo.Length: 0 };
}
