namespace JwtKit;

/// <summary>The party that this server is.</summary>
/// <param name="Party">Its certificate and what it asks of clients.</param>
internal sealed record ServerParty(TlsParty Party);
