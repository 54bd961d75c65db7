namespace JwtKit;

/// <summary>The JOSE header of an encrypted message (RFC 7516 section 4), as it is written: <c>alg</c>, <c>enc</c>, then <c>kid</c>, <c>typ</c>, <c>cty</c> and an envelope's <c>context</c> where there are any.</summary>
internal static class JweHeader
{
    public static byte[] Encode(EncryptionTarget target, string? type, string? contentType, string? context = null) => HeaderWriter.Encode(
        ("alg", target.Key.KeyManagement.Name),
        ("enc", target.Content.Name),
        ("kid", target.Key.KeyId),
        ("typ", type),
        ("cty", contentType),
        ("context", context));
}
