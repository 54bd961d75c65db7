namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>The key pairs of these tests, made once. Nobody disposes them.</summary>
internal static class PayloadKeys
{
    public static RsaPrivateKey Server { get; } = RsaPrivateKey.Generate();

    public static RsaPrivateKey Client { get; } = RsaPrivateKey.Generate();

    /// <summary>Of someone else.</summary>
    public static RsaPrivateKey Other { get; } = RsaPrivateKey.Generate();
}
