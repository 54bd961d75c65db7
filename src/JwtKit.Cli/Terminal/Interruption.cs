using System.Runtime.InteropServices;

namespace JwtKit.Cli;

/// <summary>What happens at Ctrl-C and at each other signal that would end the process: what was begun is undone, then it ends at once. Safe for concurrent use.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Action> undo = [];
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>SIGXFSZ of Linux and macOS. Without the signal the write itself fails, with a message.</summary>
    private const int FileSizeExceeded = 25;

    public Interruption() => registrations =
    [
        .. Ending.Select(signal => PosixSignalRegistration.Create((PosixSignal)signal.Raw, context => End(context, signal.Number))),
        .. OperatingSystem.IsWindows() ? Array.Empty<PosixSignalRegistration>() : [PosixSignalRegistration.Create((PosixSignal)FileSizeExceeded, static context => context.Cancel = true)],
    ];

    /// <summary>
    /// The signals that end a process and can be handled, as .NET names them and with their number for the exit code. SIGPIPE is not among them: a write to a broken pipe fails
    /// instead. Neither are those of faulty code, such as SIGSEGV, which belong to .NET, nor SIGCHLD and its like, which end nothing.
    /// </summary>
    private static IEnumerable<(int Raw, int Number)> Ending =>
    [
        ((int)PosixSignal.SIGHUP, 1),
        ((int)PosixSignal.SIGINT, 2),
        ((int)PosixSignal.SIGQUIT, 3),
        ((int)PosixSignal.SIGTERM, 15),
        .. (OperatingSystem.IsLinux() ? LinuxNumbers : OperatingSystem.IsMacOS() ? MacNumbers : []).Select(static number => (number, number)),
    ];

    /// <summary>
    /// SIGUSR1, SIGUSR2, SIGALRM, SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, and the real-time signals 36 to 64, which neither the C library nor .NET uses. .NET
    /// itself uses SIGRTMIN, which is 34 with glibc and 35 with musl.
    /// </summary>
    private static IEnumerable<int> LinuxNumbers => [10, 12, 14, 16, 24, 26, 27, 29, 30, .. Enumerable.Range(36, 29)];

    /// <summary>SIGALRM, SIGXCPU, SIGVTALRM, SIGPROF, SIGUSR1 and SIGUSR2.</summary>
    private static IEnumerable<int> MacNumbers => [14, 24, 26, 27, 30, 31];

    /// <summary>Begins something that is undone before the process ends early.</summary>
    /// <typeparam name="T">What is begun.</typeparam>
    /// <param name="action">Begins it. Does not run any more, nor return, once the end has begun.</param>
    /// <param name="undoing">Must not throw, also where nothing was begun; runs on another thread.</param>
    public T Begin<T>(Func<T> action, Action undoing)
    {
        lock (gate)
        {
            undo.Add(undoing);
            return action();
        }
    }

    /// <summary>Takes a step that must not meet its own undoing: it is done before the end begins, or never.</summary>
    /// <param name="action">The step.</param>
    public void Step(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    /// <summary>The process is left to the system again.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void End(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        lock (gate)
        {
            foreach (Action action in undo)
            {
                action();
            }

            Environment.Exit(128 + number);
        }
    }
}

/// <summary>The end of a pipe whose reader has gone, such as <c>head</c>: nothing is wrong with the call.</summary>
internal static class BrokenPipe
{
    private const int UnixBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsClosingPipe = unchecked((int)0x800700E8);

    /// <param name="exception">Thrown by a write.</param>
    public static bool Is(IOException exception) => exception.HResult is UnixBrokenPipe or WindowsBrokenPipe or WindowsClosingPipe;
}
