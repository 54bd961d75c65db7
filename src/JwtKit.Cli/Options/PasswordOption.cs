using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The password of an encrypted key from a file, the environment or the hidden prompt.</summary>
internal sealed class PasswordOption
{
    private readonly Option<string> file;
    private readonly Option<string> variable;

    /// <param name="prefix">What the key's own option is called, such as <c>--key</c>.</param>
    public PasswordOption(string prefix)
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
    /// <param name="context">The call.</param>
    /// <param name="ask">Whether the key needs one, so that it is asked for.</param>
    public string? Read(CommandContext context, bool ask) => (context[file], context[variable]) switch
    {
        ({ }, { }) => throw new UsageException($"{file.Name} and {variable.Name} were both given; one place for the password is needed."),
        ({ } path, null) => InputFile.UseText(context, path, "the password", InputFile.WithoutLineBreak),
        (null, { } name) => EnvironmentVariable.Read(name, variable.Name),
        _ => ask && HiddenPrompt.IsPossible ? HiddenPrompt.Ask("Password of the key") : null,
    };
}

/// <summary>The password under which a key is written, from a file, the environment or the hidden prompt.</summary>
internal sealed class NewPasswordOption
{
    private readonly Option<string> file = CommonOptions.Text("--password-file", "file", "Encrypt the key with the password in this file; a line break at its end is not part of it");
    private readonly Option<string> variable = CommonOptions.Text("--password-env", "name", "Encrypt the key with the password in this environment variable");
    private readonly Switch ask = CommonOptions.Switch("--ask-password", "Encrypt the key with a password that is asked for twice and not shown");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that writes a key.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(variable);
        command.Add(ask);
    }

    /// <summary>Whether the call names a password.</summary>
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => context[file] is not null || context[variable] is not null || context[ask];

    /// <summary>Reads the password; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">It is empty, or the call names two places.</exception>
    public string? Read(CommandContext context)
    {
        string? password = (context[file], context[variable], context[ask]) switch
        {
            (null, null, false) => null,
            ({ } path, null, false) => InputFile.UseText(context, path, "the password", InputFile.WithoutLineBreak),
            (null, { } name, false) => EnvironmentVariable.Read(name, variable.Name),
            (null, null, true) => Ask(),
            _ => throw new UsageException("Two of --password-file, --password-env and --ask-password were given; one place for the password is needed."),
        };
        return password?.Length == 0 ? throw new UsageException("The password is empty, which protects nothing; at least one character is needed.") : password;
    }

    private static string Ask()
    {
        if (!HiddenPrompt.IsPossible)
        {
            throw new UsageException("Nobody is there to be asked for the password; use --password-file FILE or --password-env NAME.");
        }

        string password = HiddenPrompt.Ask("New password");
        return HiddenPrompt.Ask("The same again") == password ? password : throw new UsageException("The two passwords are not the same.");
    }
}
