namespace JwtKit.Cli;

/// <summary>The call cannot be carried out. The message is the one line that the user reads: what was found and what is needed, never a secret or a token.</summary>
/// <param name="message">One line, with a full stop.</param>
internal sealed class WrongCallException(string message) : Exception(message);
