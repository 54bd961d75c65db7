using System.Globalization;

namespace JwtKit.Cli;

/// <summary>How far a long operation is: one line on standard error, written over and over, if that is a terminal and nothing reads the call's JSON.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly bool isShown;
    private readonly long? total;
    private long shownAt;
    private int width;

    /// <param name="call">The call.</param>
    /// <param name="source">What is read; a file tells its length.</param>
    public ProgressLine(Call call, Stream source)
    {
        time = call.Time;
        isShown = !call.IsJson && !Console.IsErrorRedirected;
        total = isShown && source.CanSeek && source.Length > 0 ? source.Length : null;
        shownAt = time.GetTimestamp();
    }

    /// <summary>How many bytes of payload are done.</summary>
    public long Bytes { get; private set; }

    /// <inheritdoc />
    public void Report(long value)
    {
        Bytes = value;
        if (isShown && time.GetElapsedTime(shownAt) >= Pause)
        {
            shownAt = time.GetTimestamp();
            Show(Text(value, total));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (width > 0)
        {
            Show("");
            Console.Error.Write('\r');
            width = 0;
        }
    }

    /// <summary>The words of the line.</summary>
    /// <param name="done">Bytes done.</param>
    /// <param name="total">Of how many, if that is known.</param>
    internal static string Text(long done, long? total)
    {
        string mebibytes = (done / (1024.0 * 1024)).ToString("0.0", CultureInfo.InvariantCulture);
        return total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{mebibytes} of {all / (1024.0 * 1024):0.0} MiB, {Math.Min(100, 100 * (double)done / all):0} %")
            : mebibytes + " MiB";
    }

    private void Show(string text)
    {
        // Blanks instead of terminal codes: they work everywhere.
        Console.Error.Write("\r" + text.PadRight(width));
        width = text.Length;
    }
}
