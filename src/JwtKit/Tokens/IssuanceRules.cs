namespace JwtKit;

/// <summary>What a platform demands of its tokens beyond the standard. Checked at each signature, so that <c>with</c> cannot undo it.</summary>
internal abstract record IssuanceRules
{
    /// <summary>The name under which the issuer is written.</summary>
    public virtual ReadOnlySpan<byte> IssuerClaim => "iss"u8;

    /// <summary>The name under which the subject is written.</summary>
    public virtual ReadOnlySpan<byte> SubjectClaim => "sub"u8;

    /// <summary>The name under which the token id is written.</summary>
    public virtual ReadOnlySpan<byte> TokenIdClaim => "jti"u8;

    /// <summary>Throws for a token that the platform would refuse or misread.</summary>
    /// <param name="descriptor">The token.</param>
    /// <param name="algorithm">What it is signed with.</param>
    /// <param name="target">For whom and how it is then encrypted; null where it is not.</param>
    /// <param name="times">Its times.</param>
    /// <exception cref="TokenRuleException">What was found and what the platform needs.</exception>
    public abstract void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times);
}
