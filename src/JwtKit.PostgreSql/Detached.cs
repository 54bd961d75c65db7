namespace JwtKit;

/// <summary>Starts work that serves more than the call it begins in, and so takes nothing of that call along: no trace, no culture, and above all no ambient transaction.</summary>
internal static class Detached
{
    public static Task Run(Func<Task> work) => Start(() => Task.Run(work));

    public static Task<T> Run<T>(Func<Task<T>> work) => Start(() => Task.Run(work));

    private static TTask Start<TTask>(Func<TTask> start)
        where TTask : Task
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return start();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return start();
        }
    }
}
