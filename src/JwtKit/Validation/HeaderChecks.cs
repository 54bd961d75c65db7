namespace JwtKit;

/// <summary>What a policy demands of the header of a token whose signature is right.</summary>
internal static class HeaderChecks
{
    public static TokenFailure? FirstFailure(PreparedPolicy policy, in JoseHeader header)
    {
        if (!policy.AcceptsType(header))
        {
            return new TokenFailure(TokenFailureCodes.TypeMismatch, "The token is of another kind (typ) than expected.", policy.ExpectedType, header.Type);
        }

        return header.ContentTypeIsAbsentOrJwt
            ? null
            : new TokenFailure(TokenFailureCodes.TypeMismatch, "The token's content is of another kind (cty) than claims.", "JWT or none", header.ContentType);
    }

    /// <summary>The outer <c>typ</c> of a nested token: absent, JWT, or the type that the policy expects of the inside (RFC 8725 section 3.11).</summary>
    public static TokenFailure? OuterTypeFailure(PreparedPolicy policy, string? type) => policy.AcceptsOuterType(type)
        ? null
        : new TokenFailure(TokenFailureCodes.TypeMismatch, "The encrypted token is of another kind (typ) than expected.", policy.ExpectedOuterType, type);

    /// <summary>The outer <c>cty</c> of a nested token: absent or JWT.</summary>
    public static TokenFailure? OuterContentTypeFailure(ParsedJwe token) =>
        token.ContentType is null || string.Equals(token.ContentType, MediaType.Jwt, StringComparison.OrdinalIgnoreCase)
            ? null
            : new TokenFailure(TokenFailureCodes.TypeMismatch, "The encrypted token's content is of another kind (cty) than a signed token.", "JWT or none", token.ContentType);
}
