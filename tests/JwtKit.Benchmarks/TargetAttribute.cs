using System.Globalization;

namespace JwtKit.Benchmarks;

/// <summary>What a row must reach, printed beside what it does reach. What is not set is not asked of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TargetAttribute : Attribute
{
    /// <summary>The longest time, as a multiple of the baseline's.</summary>
    public double MaximumRatio { get; set; } = double.PositiveInfinity;

    /// <summary>The least operations in the time of one of the baseline.</summary>
    public double MinimumSpeedup { get; set; }

    /// <summary>The least operations per second.</summary>
    public double MinimumRate { get; set; }

    /// <summary>The most managed memory per operation, in bytes.</summary>
    public long MaximumBytes { get; set; } = long.MaxValue;

    public override string ToString() => string.Join(", ", Parts());

    /// <param name="ratio">Time by the baseline's; NaN where there is none.</param>
    /// <param name="nanoseconds">Time of one operation.</param>
    /// <param name="bytes">Memory of one operation.</param>
    public bool IsMet(double ratio, double nanoseconds, long bytes) =>
        (!double.IsFinite(MaximumRatio) || ratio <= MaximumRatio)
        && (MinimumSpeedup == 0 || 1 / ratio >= MinimumSpeedup)
        && (MinimumRate == 0 || 1e9 / nanoseconds >= MinimumRate)
        && bytes <= MaximumBytes;

    private IEnumerable<string> Parts()
    {
        if (double.IsFinite(MaximumRatio))
        {
            yield return Text($"<= {MaximumRatio:0.00} x");
        }

        if (MinimumSpeedup > 0)
        {
            yield return Text($"<= {1 / MinimumSpeedup:0.000} x ({MinimumSpeedup:0.0} times as many)");
        }

        if (MinimumRate > 0)
        {
            yield return Text($">= {MinimumRate:#,0}/s");
        }

        if (MaximumBytes < long.MaxValue)
        {
            yield return Text($"<= {MaximumBytes} B");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
