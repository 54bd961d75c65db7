namespace JwtKit;

/// <summary>Starts work that serves more than the call it begins in, and so takes nothing of that call along: no trace, no culture, and above all no ambient transaction.</summary>
internal static class Detached
{
    public static Task Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }
}
