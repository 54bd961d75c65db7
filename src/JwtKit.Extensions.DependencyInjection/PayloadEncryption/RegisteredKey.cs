namespace JwtKit;

/// <summary>A caller's key.</summary>
internal sealed record RegisteredKey(string Caller, EncryptionKey Key);
