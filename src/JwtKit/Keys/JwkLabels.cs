namespace JwtKit;

/// <summary>What a JWK says of its key besides the key (RFC 7517 sections 4.2 to 4.5).</summary>
/// <param name="Algorithm"><c>alg</c>.</param>
/// <param name="KeyId"><c>kid</c>.</param>
/// <param name="Use"><c>use</c>.</param>
/// <param name="KeyOperations"><c>key_ops</c>.</param>
internal readonly record struct JwkLabels(string? Algorithm, string? KeyId, string? Use, IReadOnlyList<string>? KeyOperations);
