using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A token from a file, standard input, the environment or the hidden prompt.</summary>
/// <remarks>Never as an argument: a token is as good as a password while it lives, and every user of the machine can read the arguments of a process.</remarks>
internal sealed class TokenOption
{
    private readonly Argument<string> file = new("file") { Description = "A file with the token, or - for standard input, which is also read if no file is given", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> variable = CommonOptions.Text("--token-env", "name", "Read the token from this environment variable");

    /// <summary>Adds the argument and the option.</summary>
    /// <param name="command">The command that reads a token.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(variable);
    }

    /// <summary>Reads the token, without white space around it.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public string Read(CommandContext context)
    {
        string token = ReadText(context).Trim();
        return token.Length > 0 ? token : throw new UsageException("No token was given: what was read is empty.");
    }

    private string ReadText(CommandContext context)
    {
        if (context[variable] is { } name)
        {
            return context[file] is null
                ? EnvironmentVariable.Read(name, variable.Name)
                : throw new UsageException("A file and --token-env were both given; one place for the token is needed.");
        }

        if (context[file] is { } path)
        {
            return LooksLikeToken(path)
                ? throw new UsageException("A token is not taken as an argument, because every user of this machine can read those, and the shell keeps them; use a file, - for standard input, or --token-env NAME.")
                : InputFile.UseText(context, path, "the token", static text => text);
        }

        return HiddenPrompt.IsPossible ? HiddenPrompt.Ask("Token") : InputFile.UseText(context, StandardInput.Name, "the token", static text => text);
    }

    private static bool LooksLikeToken(string path) => path.Length > 60 && path.Count(static letter => letter == '.') is 2 or 4 && !File.Exists(path);
}
