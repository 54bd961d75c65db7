namespace JwtKit;

/// <summary>What one request holds of the <see cref="PayloadBudget"/>. All of it goes back when this is disposed, however the request ends. Safe for concurrent use.</summary>
internal sealed class PayloadShare(PayloadBudget budget) : IDisposable
{
    private readonly Lock gate = new();
    private long taken;
    private bool isClosed;

    public bool HasRoom(long bytes) => budget.HasRoom(bytes);

    /// <summary>False if there is no room, or if the request is over: work that outlives it gets no more.</summary>
    public bool TryTake(long bytes, PayloadUse use)
    {
        lock (gate)
        {
            if (isClosed || !budget.TryTake(bytes, use))
            {
                return false;
            }

            taken += bytes;
            return true;
        }
    }

    public void Give(long bytes)
    {
        lock (gate)
        {
            long given = Math.Min(bytes, taken);
            taken -= given;
            budget.Give(given);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            budget.Give(taken);
            taken = 0;
        }
    }
}
