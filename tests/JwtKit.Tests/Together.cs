namespace JwtKit.Tests;

/// <summary>Runs the same work on several threads that all start at once, and passes on what they throw.</summary>
internal static class Together
{
    public static void Run(int threadCount, Action<int> work)
    {
        using Barrier start = new(threadCount);
        List<Exception> faults = [];
        Thread[] threads = [.. Enumerable.Range(0, threadCount).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(number);
            }
            catch (Exception fault)
            {
                lock (faults)
                {
                    faults.Add(fault);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }
}
