namespace JwtKit;

/// <summary>What a browser posted about its user: a claim that nothing proves. A resolver that believes it lets anyone be anyone.</summary>
/// <remarks>
/// Everything else in the body, a client secret above all, is never read. Prints nothing. Immutable and safe for concurrent use.
/// </remarks>
public sealed class PostedIdentity
{
    internal PostedIdentity(string? identity, bool? isAnonymous)
    {
        Identity = identity;
        IsAnonymous = isAnonymous;
    }

    /// <summary>The member <c>identity</c>, if it was there and not empty.</summary>
    public string? Identity { get; }

    /// <summary>The member <c>isAnonymous</c>, whether it came as a truth value, as text or as 0 and 1; null if it was none of them.</summary>
    public bool? IsAnonymous { get; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PostedIdentity);
}
