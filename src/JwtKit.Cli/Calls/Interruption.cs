using System.Runtime.InteropServices;

namespace JwtKit.Cli;

/// <summary>What happens at Ctrl-C and when the process is told to end: what was begun is undone, then it ends at once. Safe for concurrent use.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Action> undo = [];
    private readonly PosixSignalRegistration[] registrations;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, End),
    ];

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

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (gate)
        {
            foreach (Action action in undo)
            {
                action();
            }

            Environment.Exit(context.Signal == PosixSignal.SIGINT ? ExitCode.Interrupted : 128 + (context.Signal == PosixSignal.SIGTERM ? 15 : 1));
        }
    }
}
