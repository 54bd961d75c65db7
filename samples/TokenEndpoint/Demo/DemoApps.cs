namespace JwtKit.Samples.TokenEndpoint;

/// <summary>The Client IDs under which samples/KorePlatform knows this sample, one for each way in which an app can be registered.</summary>
internal static class DemoApps
{
    /// <summary>Signs with HS256; nothing is enforced.</summary>
    public const string Plain = "cs-demo";

    /// <summary>Every token must have a <c>jti</c>.</summary>
    public const string EnforcesTokenId = "cs-demo-jti";

    /// <summary>Every token must be encrypted.</summary>
    public const string EnforcesEncryption = "cs-demo-jwe";

    /// <summary>Requests to the public APIs and their answers must be encrypted.</summary>
    public const string EnforcesPayloadEncryption = "cs-demo-payload";

    /// <summary>Its scopes are associated and not published.</summary>
    public const string Unpublished = "cs-demo-unpublished";

    /// <summary>The app that is registered for an algorithm, with nothing enforced.</summary>
    public static string For(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.Hs256 ? Plain : $"{Plain}-{algorithm.Name.ToLowerInvariant()}";
}
