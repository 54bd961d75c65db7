namespace JwtKit.Samples.TokenEndpoint;

/// <summary>How samples/KorePlatform has an app registered.</summary>
internal sealed record DemoApp(string ClientId, string Algorithm, bool EnforcesTokenId = false, bool EnforcesEncryption = false);
