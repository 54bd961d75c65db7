namespace JwtKit;

/// <summary>What a platform demands of its tokens beyond the standard. Checked at each signature, so that <c>with</c> cannot undo it.</summary>
internal abstract record TokenRules
{
    public virtual string IssuerClaim => ClaimNames.Issuer;

    public virtual string SubjectClaim => ClaimNames.Subject;

    public virtual string TokenIdClaim => ClaimNames.TokenId;

    /// <summary>Throws for a token that the platform would refuse or misread.</summary>
    /// <param name="descriptor">The token.</param>
    /// <param name="algorithm">What it is signed with.</param>
    /// <param name="target">For whom and how it is then encrypted; null where it is not.</param>
    /// <param name="times">Its times.</param>
    /// <exception cref="TokenRuleException">What was found and what the platform needs.</exception>
    public abstract void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times);
}
