using System.Globalization;

namespace JwtKit.Cli;

/// <summary>How far a long operation is: one line on standard error, written over and over, if that is a terminal and nothing reads the call's JSON.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly TextWriter? terminal;
    private readonly long? total;
    private long shownAt;
    private int width;

    /// <param name="time">The clock.</param>
    /// <param name="terminal">Null where nothing is shown.</param>
    /// <param name="total">How many bytes there are, if that is known.</param>
    internal ProgressLine(TimeProvider time, TextWriter? terminal, long? total)
    {
        this.time = time;
        this.terminal = terminal;
        this.total = total;
        shownAt = time.GetTimestamp();
    }

    /// <summary>How many bytes of payload are done.</summary>
    public long Bytes { get; private set; }

    /// <summary>The line of a call.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">What is read; a file tells its length.</param>
    public static ProgressLine For(CommandContext context, Stream source) => context.IsJson || Console.IsErrorRedirected || !StandardDescriptor.IsOpen(StandardDescriptor.Error)
        ? new ProgressLine(context.Time, terminal: null, total: null)
        : new ProgressLine(context.Time, Console.Error, source.CanSeek && source.Length > 0 ? source.Length : null);

    /// <inheritdoc />
    public void Report(long value)
    {
        Bytes = value;
        if (terminal is not null && time.GetElapsedTime(shownAt) >= Pause)
        {
            shownAt = time.GetTimestamp();
            Show(terminal, Text(value, total));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (terminal is not null && width > 0)
        {
            Show(terminal, "");
            terminal.Write('\r');
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

    private void Show(TextWriter writer, string text)
    {
        // Blanks instead of terminal codes: they work everywhere.
        writer.Write("\r" + text.PadRight(width));
        width = text.Length;
    }
}
