using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The password of an encrypted key from a file, the environment or the hidden prompt.</summary>
internal sealed class PasswordInput
{
    private readonly Option<string> file;
    private readonly Option<string> variable;

    /// <param name="prefix">What the key's own option is called, such as <c>--key</c>.</param>
    public PasswordInput(string prefix)
    {
        file = CommonOptions.Text(prefix + "-password-file", "file", "Read the key's password from this file; a line break at its end is not part of it");
        variable = CommonOptions.Text(prefix + "-password-env", "name", "Read the key's password from this environment variable");
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a key.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(variable);
    }

    /// <summary>Reads the password; null where the call names none and nobody is asked.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ask">Whether the key needs one, so that it is asked for.</param>
    public string? Read(Call call, bool ask) => (call[file], call[variable]) switch
    {
        ({ }, { }) => throw new WrongCallException($"{file.Name} and {variable.Name} were both given; one place for the password is needed."),
        ({ } path, null) => InputFile.UseText(call, path, "the password", InputFile.WithoutLineBreak),
        (null, { } name) => EnvironmentInput.Read(name, variable.Name),
        _ => ask && HiddenPrompt.IsPossible ? HiddenPrompt.Ask("Password of the key") : null,
    };
}
