using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>How a content key reaches its receiver, <c>--key-management</c>.</summary>
internal sealed class KeyManagementInput
{
    private readonly Option<string> name;

    /// <param name="usual">The default, as help shows it.</param>
    public KeyManagementInput(string usual) =>
        name = CommonOptions.OneOf("--key-management", "alg", $"How the content key reaches the receiver; {usual}", static () => KeyManagement.All.Select(static known => known.Name));

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => command.Add(name);

    /// <summary>Whether the call names a way, be it one there is or not.</summary>
    /// <param name="call">The call.</param>
    public bool IsGiven(Call call) => call[name] is not null;

    /// <summary>The way; null where the call names none.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none of that name.</exception>
    public KeyManagement? Read(Call call) => call[name] is not { } given ? null
        : KeyManagement.TryParse(given, out KeyManagement? known) ? known
        : throw new WrongCallException($"--key-management takes {string.Join(", ", KeyManagement.All)}, spelled so, and was given '{given}'.");
}
