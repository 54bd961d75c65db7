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
}
