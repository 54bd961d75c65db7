namespace JwtKit.Cli;

/// <summary>A token or a message was looked at and refused, by a command that has no more to say than one line; exit code <see cref="ExitCode.Refused"/>.</summary>
/// <param name="message">One line, with a full stop, that holds nothing of the token or the message.</param>
internal sealed class RefusedException(string message) : Exception(message);
