namespace JwtKit.Benchmarks;

/// <summary>The same work on one thread, and shared out to two.</summary>
internal static class TwoThreads
{
    public static void Run(int count, Action operation) => Parallel.For(0, 2, _ =>
    {
        for (int i = 0; i < count / 2; i++)
        {
            operation();
        }
    });

    public static void RunOnOne(int count, Action operation)
    {
        for (int i = 0; i < count; i++)
        {
            operation();
        }
    }
}
