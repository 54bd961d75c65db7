namespace JwtKit;

/// <summary>How a token endpoint treats visitors who have not signed in.</summary>
/// <remarks>Not safe for concurrent use; fixed once the endpoint is mapped.</remarks>
public sealed class VisitorOptions
{
    /// <summary>How many tokens the visitors of one address (of one /64 network under IPv6) may fetch per minute, saved up for one minute. Null sets no limit.</summary>
    /// <value>60 by default.</value>
    /// <remarks>Behind a proxy, ASP.NET Core's forwarded headers must tell the visitor's address, or all visitors share one limit.</remarks>
    public int? TokensPerMinute { get; set; } = 60;

    /// <summary>How long a visitor keeps the same id without coming back.</summary>
    /// <value>365 days by default.</value>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(365);

    /// <summary>
    /// Kore.ai: whether the token of a user who has just signed in names the visitor of the sealed cookie as <c>identityToMerge</c>. On a shared computer
    /// that gives the next user who signs in the conversation of the visitor before.
    /// </summary>
    /// <value>False by default.</value>
    public bool MergeIntoKnownUser { get; set; }

    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense.</exception>
    internal void Check()
    {
        if (TokensPerMinute < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(TokensPerMinute), TokensPerMinute, "At least 1 token per minute is needed; null sets no limit.");
        }

        // Browsers keep no cookie longer than 400 days.
        if (RememberFor < TimeSpan.FromMinutes(1) || RememberFor > TimeSpan.FromDays(400))
        {
            throw new ArgumentOutOfRangeException(nameof(RememberFor), RememberFor, "1 minute to 400 days are needed.");
        }
    }
}
