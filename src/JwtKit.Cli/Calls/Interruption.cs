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

    /// <summary>Has this done before the process ends early.</summary>
    /// <param name="action">Must not throw; runs on another thread.</param>
    public void Undo(Action action)
    {
        lock (gate)
        {
            undo.Add(action);
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
