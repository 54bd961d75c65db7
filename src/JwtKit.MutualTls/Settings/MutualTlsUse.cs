namespace JwtKit;

/// <summary>Says which party an application uses, so that its start can tell whether that is configured.</summary>
/// <param name="Name">The party's name under <c>MutualTls</c>.</param>
internal sealed record MutualTlsUse(string Name);
