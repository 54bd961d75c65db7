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

/// <summary>Finds the policy's key for a token and verifies the signature with it. The token's <c>alg</c> and <c>kid</c> only ever rule keys out.</summary>
internal static class KeySelection
{
    /// <param name="keys">The policy's.</param>
    /// <param name="token">The token.</param>
    /// <param name="maximumTries">How many keys are tried for a token that names none.</param>
    /// <param name="key">The key that verified the signature.</param>
    public static TokenFailure? Verify(KnownKeys keys, in ParsedJws token, int maximumTries, out VerificationKey? key)
    {
        // Where keys are named, a token that names one means that one and no other; keys without a name are tried only where none has one.
        if (keys.AreNamed && token.Header.HasKeyId)
        {
            return VerifyNamed(keys, in token, out key);
        }

        key = null;
        ReadOnlySpan<VerificationKey> fitting = keys.For(token.Header);
        foreach (VerificationKey candidate in fitting[..Math.Min(fitting.Length, maximumTries)])
        {
            if (token.IsSignedBy(candidate))
            {
                key = candidate;
                return null;
            }
        }

        return fitting.IsEmpty ? Mismatch(keys, token.Header)
            : fitting.Length > maximumTries ? Failures.TooManyKeys(maximumTries, "verifies the signature", token.Header.HasKeyId)
            : Failures.InvalidSignature;
    }

    private static TokenFailure? VerifyNamed(KnownKeys keys, in ParsedJws token, out VerificationKey? key)
    {
        key = null;
        if (keys.Find(in token) is not { } named)
        {
            return new TokenFailure(
                TokenFailureCodes.UnknownKey,
                WithReason("The header's kid names none of the policy's keys.", SkippedJwk.Find(keys.Skipped, in token.Header)),
                keys.KeyIds,
                token.Header.KeyId);
        }

        if (!token.Header.AlgorithmIs(named.Algorithm.Utf8Name))
        {
            return new TokenFailure(
                TokenFailureCodes.AlgorithmMismatch,
                "The header's alg is not that of the key that the token names.",
                named.Algorithm.Name,
                token.Header.Algorithm);
        }

        if (!token.IsSignedBy(named))
        {
            return Failures.InvalidSignature;
        }

        key = named;
        return null;
    }

    private static TokenFailure Mismatch(KnownKeys keys, in JoseHeader header) => new(
        TokenFailureCodes.AlgorithmMismatch,
        WithReason("The header's alg is that of none of the policy's keys.", SkippedOf(keys.Skipped, in header)),
        keys.Algorithms,
        header.Algorithm);

    /// <summary>By its id where the token names one, and otherwise by its algorithm.</summary>
    private static SkippedJwk? SkippedOf(IReadOnlyList<SkippedJwk> skipped, in JoseHeader header)
    {
        if (header.HasKeyId)
        {
            return SkippedJwk.Find(skipped, in header);
        }

        string? algorithm = header.Algorithm;
        return skipped.FirstOrDefault(key => key.Algorithm is not null && key.Algorithm == algorithm);
    }

    private static string WithReason(string description, SkippedJwk? skipped) =>
        skipped is null ? description : $"{description} The set of keys has such a key, which is not used. {skipped}";
}
