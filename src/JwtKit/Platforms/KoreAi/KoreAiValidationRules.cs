namespace JwtKit;

/// <summary>How Kore.ai reads each of its tokens: <c>kore_jti</c> counts before <c>jti</c>, and <c>exp</c> is over to the second.</summary>
internal abstract class KoreAiReading : PolicyRules
{
    public sealed override ReadOnlySpan<byte> TokenIdAlias => "kore_jti"u8;

    public sealed override TimeSpan? ExpirySkew => TimeSpan.Zero;

    public sealed override TokenFailure? FirstFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims)
    {
        if (claims.Subject.Length == 0)
        {
            return SubjectMissing;
        }

        // An id that is there and empty is no id; without this it would read as none, and the token could be used again.
        return claims.TokenId.IsPresent && claims.TokenId.Length == 0 ? Failures.TokenIdMissing : FirstOwnFailure(json, in claims);
    }

    /// <summary>What is said of a token without a subject.</summary>
    protected abstract TokenFailure SubjectMissing { get; }

    /// <summary>What the one kind of token must have.</summary>
    protected abstract TokenFailure? FirstOwnFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims);
}
