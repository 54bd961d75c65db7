using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A token from a file, standard input, the environment or the hidden prompt.</summary>
/// <remarks>Never as an argument: a token is as good as a password while it lives, and every user of the machine can read the arguments of a process.</remarks>
internal sealed class TokenInput
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
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none.</exception>
    public string Read(Call call)
    {
        string token = ReadText(call).Trim();
        return token.Length > 0 ? token : throw new WrongCallException("No token was given: what was read is empty.");
    }

    private string ReadText(Call call)
    {
        if (call[variable] is { } name)
        {
            return call[file] is null
                ? EnvironmentInput.Read(name, variable.Name)
                : throw new WrongCallException("A file and --token-env were both given; one place for the token is needed.");
        }

        if (call[file] is { } path)
        {
            return LooksLikeToken(path)
                ? throw new WrongCallException("A token is not taken as an argument, because every user of this machine can read those, and the shell keeps them; use a file, - for standard input, or --token-env NAME.")
                : InputFile.UseText(call, path, "the token", static text => text);
        }

        return HiddenPrompt.IsPossible ? HiddenPrompt.Ask("Token") : InputFile.UseText(call, StandardInput.Name, "the token", static text => text);
    }

    private static bool LooksLikeToken(string path) => path.Length > 60 && path.Count(static letter => letter == '.') is 2 or 4 && !File.Exists(path);
}
