namespace JwtKit.Cli;

/// <summary>What the process says when it ends. Part of the tool's contract.</summary>
internal static class ExitCode
{
    /// <summary>Done, or the token is valid.</summary>
    public const int Done = 0;

    /// <summary>A token or a message was refused.</summary>
    public const int Refused = 1;

    /// <summary>The call is wrong, or a file of it: nothing was done.</summary>
    public const int WrongCall = 2;

    /// <summary>Ctrl-C, as shells say it.</summary>
    public const int Interrupted = 130;
}

/// <summary>A token or a message was looked at and refused, by a command that has no more to say than one line; exit code <see cref="ExitCode.Refused"/>.</summary>
/// <param name="message">One line, with a full stop, that holds nothing of the token or the message.</param>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>The call cannot be carried out. The message is the one line that the user reads: what was found and what is needed, never a secret or a token.</summary>
/// <param name="message">One line, with a full stop.</param>
internal sealed class UsageException(string message) : Exception(message);
