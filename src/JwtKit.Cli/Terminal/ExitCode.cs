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
