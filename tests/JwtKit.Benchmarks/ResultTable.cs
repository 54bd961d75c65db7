using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace JwtKit.Benchmarks;

/// <summary>
/// Each row beside its baseline and its target. A machine is faster at one moment than at another, so each class is measured in several rounds, each row beside
/// the baseline of the same round, and the median of the ratios counts. Of a round's iterations the fastest counts, since whatever else the machine does only adds time.
/// </summary>
internal sealed class ResultTable
{
    private readonly Dictionary<string, List<Row>> rows = [];

    public bool AllMet => rows.Values.All(static rounds => IsMet(rounds));

    public void Add(IEnumerable<Summary> summaries)
    {
        foreach (Summary summary in summaries)
        {
            foreach (BenchmarkCase benchmark in summary.BenchmarksCases)
            {
                if (summary[benchmark] is { ResultStatistics: { } time } report)
                {
                    string name = $"{benchmark.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal)} {benchmark.Descriptor.WorkloadMethod.Name.Replace('_', ' ')} {benchmark.Parameters.PrintInfo}".TrimEnd();
                    if (!rows.TryGetValue(name, out List<Row>? rounds))
                    {
                        rows.Add(name, rounds = []);
                    }

                    rounds.Add(new Row(
                        time.Min,
                        time.Min / BaselineOf(summary, benchmark),
                        report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0,
                        benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<TargetAttribute>()));
                }
            }
        }
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{ProcessorName()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine();
        Console.WriteLine("| row | time | memory | ratio to its baseline (of each round) | target | met |");
        Console.WriteLine("|---|---:|---:|---|---|---|");
        foreach ((string name, List<Row> rounds) in rows)
        {
            TargetAttribute? target = rounds[0].Target;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Time(Median(rounds, static row => row.Nanoseconds))} | {rounds.Max(static row => row.Bytes):#,0} B | {Ratios(rounds)} | {target} | {(target is null ? "" : IsMet(rounds) ? "yes" : "NO")} |"));
        }
    }

    private static double BaselineOf(Summary summary, BenchmarkCase benchmark)
    {
        BenchmarkCase? baseline = summary.BenchmarksCases.FirstOrDefault(other =>
            other.Descriptor.Baseline && other.Descriptor.Type == benchmark.Descriptor.Type && other.Parameters.PrintInfo == benchmark.Parameters.PrintInfo);
        return baseline is null ? double.NaN : summary[baseline]?.ResultStatistics?.Min ?? double.NaN;
    }

    private static bool IsMet(List<Row> rounds) => rounds[0].Target is not { } target
        || target.IsMet(Median(rounds, static row => row.Ratio), Median(rounds, static row => row.Nanoseconds), rounds.Max(static row => row.Bytes));

    private static double Median(List<Row> rounds, Func<Row, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    private static string Ratios(List<Row> rounds)
    {
        double ratio = Median(rounds, static row => row.Ratio);
        return double.IsNaN(ratio) ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{ratio:0.000} ({string.Join(", ", rounds.Select(static row => row.Ratio.ToString("0.000", CultureInfo.InvariantCulture)))})");
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.000} µs"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:#,0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:#,0} ms"),
    };

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "processor unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private sealed record Row(double Nanoseconds, double Ratio, long Bytes, TargetAttribute? Target);
}
