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

    /// <summary>The outside of a nested token: <c>typ</c> and <c>cty</c> are absent or say JWT.</summary>
    public static TokenFailure? FirstOuterFailure(ParsedJwe token)
    {
        if (token.Type is not null && !MediaType.AreSame(token.Type, MediaType.Jwt))
        {
            return new TokenFailure(TokenFailureCodes.TypeMismatch, "The encrypted token is of another kind (typ) than expected.", "JWT or none", token.Type);
        }

        return token.ContentType is null || string.Equals(token.ContentType, MediaType.Jwt, StringComparison.OrdinalIgnoreCase)
            ? null
            : new TokenFailure(TokenFailureCodes.TypeMismatch, "The encrypted token's content is of another kind (cty) than a signed token.", "JWT or none", token.ContentType);
    }
}
