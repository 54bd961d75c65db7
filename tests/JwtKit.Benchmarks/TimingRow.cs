using System.Diagnostics;
using System.Globalization;

namespace JwtKit.Benchmarks;

/// <summary>Measures how well the time of one call tells two kinds of input apart.</summary>
/// <remarks>
/// Both calls of a pair follow each other in random order, each with one of many inputs of its kind. A pair during which garbage was collected is measured
/// again. The AUC is the probability that a call of the second kind takes longer than one of the first: 0.5 tells nothing, 1 tells all.
/// </remarks>
internal sealed class TimingRow(string name, double least, double most, Action<int> first, Action<int> second, int inputs)
{
    private const int PairsPerCollection = 256;

    /// <summary>Whether the AUC is where it has to be.</summary>
    public bool IsMet { get; private set; }

    public void MeasureAndPrint(int pairs)
    {
        Random random = new(pairs);
        for (int i = 0; i < Math.Max(200, pairs / 20); i++)
        {
            first(random.Next(inputs));
            second(random.Next(inputs));
        }

        long[] firsts = new long[pairs], seconds = new long[pairs];
        for (int pair = 0; pair < pairs; pair++)
        {
            if (pair % PairsPerCollection == 0)
            {
                GC.Collect();
            }

            int collections;
            do
            {
                collections = GC.CollectionCount(0);
                if (random.Next(2) == 0)
                {
                    firsts[pair] = Time(first, random.Next(inputs));
                    seconds[pair] = Time(second, random.Next(inputs));
                }
                else
                {
                    seconds[pair] = Time(second, random.Next(inputs));
                    firsts[pair] = Time(first, random.Next(inputs));
                }
            }
            while (collections != GC.CollectionCount(0));
        }

        double auc = AreaUnderCurve(firsts, seconds);
        IsMet = auc >= least && auc <= most;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-58} {Median(firsts),9:N2} µs {Median(seconds),9:N2} µs   {auc:N4}   {least:N3} to {most:N3}   {(IsMet ? "yes" : "NO")}"));
    }

    /// <summary>By the ranks of all times together (Mann and Whitney); equal times have the mean of their ranks.</summary>
    private static double AreaUnderCurve(long[] firsts, long[] seconds)
    {
        (long Time, bool IsSecond)[] all = [.. firsts.Select(static time => (time, false)), .. seconds.Select(static time => (time, true))];
        Array.Sort(all, static (left, right) => left.Time.CompareTo(right.Time));
        double ranks = 0;
        for (int start = 0; start < all.Length;)
        {
            int end = start;
            int ofSecond = 0;
            for (; end < all.Length && all[end].Time == all[start].Time; end++)
            {
                ofSecond += all[end].IsSecond ? 1 : 0;
            }

            ranks += ofSecond * ((start + 1 + end) / 2.0);
            start = end;
        }

        double count = firsts.Length;
        return (ranks - (count * (count + 1) / 2)) / (count * count);
    }

    private static double Median(long[] times) => times.Order().ElementAt(times.Length / 2) * 1e6 / Stopwatch.Frequency;

    private static long Time(Action<int> call, int input)
    {
        long start = Stopwatch.GetTimestamp();
        call(input);
        return Stopwatch.GetTimestamp() - start;
    }
}
