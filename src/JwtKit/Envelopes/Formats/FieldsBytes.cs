namespace JwtKit;

/// <summary>The short binary members of a received message, decoded; null for those that are not there.</summary>
internal readonly record struct FieldsBytes(byte[]? EncryptedKey, byte[]? Salt, byte[]? Vector, byte[]? Tag);
