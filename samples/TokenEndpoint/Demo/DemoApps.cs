namespace JwtKit.Samples.TokenEndpoint;

/// <summary>The apps under which samples/KorePlatform knows this sample, one for each way in which an app can be registered.</summary>
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

    /// <summary>It has the scope Chat History and no other.</summary>
    public const string ChatOnly = "cs-demo-chat";

    /// <summary>Its scopes are associated and not published.</summary>
    public const string Unpublished = "cs-demo-unpublished";

    /// <summary>All of them, with what the page needs to say what the platform would make of a token.</summary>
    public static IReadOnlyList<DemoApp> All { get; } =
    [
        .. KoreAi.SignatureAlgorithms.Select(static algorithm => new DemoApp(For(algorithm), algorithm.Name)),
        new(EnforcesTokenId, SignatureAlgorithm.Hs256.Name, EnforcesTokenId: true),
        new(EnforcesEncryption, SignatureAlgorithm.Hs256.Name, EnforcesEncryption: true),
        new(EnforcesPayloadEncryption, SignatureAlgorithm.Hs256.Name),
        new(ChatOnly, SignatureAlgorithm.Hs256.Name),
        new(Unpublished, SignatureAlgorithm.Hs256.Name),
    ];

    /// <summary>The app that is registered for an algorithm, with nothing enforced.</summary>
    public static string For(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.Hs256 ? Plain : $"{Plain}-{algorithm.Name.ToLowerInvariant()}";
}
