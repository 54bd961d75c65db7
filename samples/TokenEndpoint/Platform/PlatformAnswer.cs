namespace JwtKit.Samples.TokenEndpoint;

/// <summary>What the platform answered, byte for byte.</summary>
internal sealed record PlatformAnswer(int Status, string? ContentType, byte[] Body);
