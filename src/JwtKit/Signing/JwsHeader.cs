namespace JwtKit;

/// <summary>The JOSE header of a signed token (RFC 7515 section 4), as it is written: <c>alg</c>, then <c>typ</c>, <c>kid</c> and <c>cty</c> where there are any.</summary>
internal static class JwsHeader
{
    public static byte[] Encode(SignatureAlgorithm algorithm, string? type, string? keyId, string? contentType) =>
        HeaderWriter.Encode(("alg", algorithm.Name), ("typ", type), ("kid", keyId), ("cty", contentType));
}
