namespace JwtKit.Samples.KorePlatform;

/// <summary>What opens a socket: a text that is good for one connection within a minute, because an address cannot carry a bearer token and stay secret.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class RtmTickets(TimeProvider timeProvider)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> tickets = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>The oldest one gives way where there are too many.</summary>
    public string Issue()
    {
        string ticket = BearerTokens.NewText();
        lock (gate)
        {
            if (order.Count == Capacity)
            {
                tickets.Remove(order.Dequeue());
            }

            tickets.Add(BearerTokens.HashOf(ticket), timeProvider.GetUtcNow() + Lifetime);
            order.Enqueue(BearerTokens.HashOf(ticket));
        }

        return ticket;
    }

    public bool TryUse(string ticket)
    {
        lock (gate)
        {
            return tickets.Remove(BearerTokens.HashOf(ticket), out DateTimeOffset expires) && expires > timeProvider.GetUtcNow();
        }
    }
}
