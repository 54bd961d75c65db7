namespace JwtKit;

/// <summary>Finds the policy for a token, where many issuers come through one door. The policy it names then checks everything.</summary>
public interface IPolicySource
{
    /// <summary>The policy for such a token; null if there is none, which refuses the token.</summary>
    /// <param name="hint">What the unverified token says of itself.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <remarks>Return kept policies: a policy is checked at its first use. What this throws reaches the caller of the validator.</remarks>
    ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken);
}
