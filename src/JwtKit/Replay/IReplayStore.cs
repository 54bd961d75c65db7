namespace JwtKit;

/// <summary>
/// Remembers which one-time tokens were used. It has one verb, because a look-up followed by an insertion is a race that lets a token through twice.
/// </summary>
/// <remarks>Implementations are safe for concurrent use. What an implementation throws counts as <see cref="ReplayOutcome.Unavailable"/>: the token is refused.</remarks>
public interface IReplayStore
{
    /// <summary>
    /// The moment from which on the store knows every token that was used; null where it never forgets one that can still be used. Tokens that may have been
    /// issued before are refused, since they may have been used before.
    /// </summary>
    /// <value>Null by default: what the store records outlives the process.</value>
    DateTimeOffset? RemembersSince => null;

    /// <summary>Records an id unless it is recorded already, as one atomic step for all callers on all machines.</summary>
    /// <param name="id">The token.</param>
    /// <param name="expires">
    /// Until when the record must live: the token's <c>exp</c> and 5 minutes, the greatest clock skew of any policy. A machine whose clock is behind accepts the
    /// token for so much longer, so let the clocks agree, or add to it what they may differ.
    /// </param>
    /// <param name="cancellationToken">Ends the wait. Whether the id was recorded is then unknown, and the token counts as used.</param>
    ValueTask<ReplayOutcome> TryRecordAsync(ReplayId id, DateTimeOffset expires, CancellationToken cancellationToken);
}
