using System.CommandLine;
using System.CommandLine.Parsing;

namespace JwtKit.Cli;

/// <summary>What is wrong with a command line, in one line. Values are not repeated: whatever stands where it should not may be a secret.</summary>
internal static class ParseErrorText
{
    private static readonly string[] SecretOptions = ["--secret", "--client-secret", "--company-secret", "--shared-key", "--password", "--key-password", "--token", "--jwt"];

    /// <param name="parsed">With at least one error.</param>
    /// <param name="args">The arguments of the call.</param>
    public static string Describe(ParseResult parsed, string[] args)
    {
        string command = CommandWords(parsed);
        foreach (string argument in args)
        {
            string name = NameOf(argument);
            if (Array.IndexOf(SecretOptions, name) >= 0)
            {
                string instead = name switch
                {
                    "--password" when Takes(parsed, "--password-file") => "--password-file FILE or --password-env NAME",
                    "--password" or "--key-password" => "--key-password-file FILE or --key-password-env NAME",
                    "--token" or "--jwt" => "the name of a file, - for standard input, or --token-env NAME",
                    _ when Takes(parsed, "--shared-key-file") => "--shared-key-file FILE, --shared-key-file - (standard input) or --shared-key-env NAME",
                    _ => "--secret-file FILE, --secret-file - (standard input) or --secret-env NAME",
                };
                return $"{name} does not exist, because every user of this machine can read the arguments of a process, and the shell keeps them; use {instead}.";
            }
        }

        foreach (string token in parsed.UnmatchedTokens)
        {
            if (IsOptionName(NameOf(token)))
            {
                return $"There is no option {NameOf(token)} in '{command}'; '{command} --help' shows what there is.";
            }

            if (parsed.CommandResult.Command is not ToolCommand && IsWord(token))
            {
                return $"'{token}' is no command of '{command}'; '{command} --help' shows them.";
            }

            return $"'{command}' was given an argument too many (it is not repeated here, since it may be secret); '{command} --help' shows what it takes.";
        }

        return parsed.CommandResult.Command is ToolCommand
            ? OneLine(parsed.Errors[0].Message) + $" '{command} --help' says more."
            : $"'{command}' needs a command; '{command} --help' shows them.";
    }

    private static string CommandWords(ParseResult parsed)
    {
        string words = "";
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Parent: not null } command; result = command.Parent)
        {
            words = " " + command.Command.Name + words;
        }

        return "jwtkit" + words;
    }

    private static bool Takes(ParseResult parsed, string option) => parsed.CommandResult.Command.Options.Any(known => known.Name == option);

    private static string NameOf(string argument)
    {
        int end = argument.AsSpan().IndexOfAny('=', ':');
        string name = end < 0 ? argument : argument[..end];
        return name.Length <= 40 ? name : name[..40] + "…";
    }

    /// <summary>Whether it looks like an option: a secret may begin with a dash too.</summary>
    private static bool IsOptionName(string name) => name.StartsWith('-') && name.Length > 1 && IsWord(name);

    private static bool IsWord(string token) => token.Length <= 20 && token.All(static letter => letter is (>= 'a' and <= 'z') or '-');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
