using System.CommandLine;
using System.CommandLine.Help;

namespace JwtKit.Cli;

/// <summary>All commands: one line each. A call that names one builds that one only; help and completions have them all.</summary>
internal static class CommandTable
{
    private const string Description =
        "Issues, signs, checks and explains JSON Web Tokens, for Kore.ai, Google CCAI Platform and others. Secrets stay on this machine and never stand in an argument.";

    private static readonly (string Group, string Name, Func<ToolCommand> Make)[] Commands =
    [
        ("issue", "kore-user", static () => new IssueKoreUserCommand()),
        ("issue", "kore-api", static () => new IssueKoreApiCommand()),
        ("issue", "ccai", static () => new IssueCcaiCommand()),
        ("", "sign", static () => new SignCommand()),
        ("", "verify", static () => new VerifyCommand()),
        ("", "decode", static () => new DecodeCommand()),
        ("", "completions", static () => new CompletionsCommand()),
    ];

    /// <summary>The commands that have others below them, and what help says of them.</summary>
    private static readonly (string Name, string Description)[] Groups =
    [
        ("issue", "Issue a token for a platform"),
    ];

    /// <summary>The root with the command that the arguments name, or with all of them.</summary>
    /// <param name="args">The arguments of the call.</param>
    public static RootCommand RootFor(string[] args)
    {
        RootCommand root = new(Description) { CommonOptions.Json };
        if (!TryAddNamed(root, args))
        {
            AddAll(root);
        }

        if (Array.Exists(args, static argument => argument is "-h" or "-?" or "/h" or "/?" or "--help"))
        {
            HelpOption help = root.Options.OfType<HelpOption>().Single();
            help.Action = new HelpWithExample((HelpAction)help.Action!);
        }

        return root;
    }

    private static bool TryAddNamed(RootCommand root, string[] args)
    {
        foreach ((string group, string name, Func<ToolCommand> make) in Commands)
        {
            bool isInGroup = group.Length > 0;
            if (args.Length > (isInGroup ? 1 : 0) && (!isInGroup || args[0] == group) && args[isInGroup ? 1 : 0] == name)
            {
                (isInGroup ? AddGroup(root, group) : root).Add(make());
                return true;
            }
        }

        return false;
    }

    private static void AddAll(RootCommand root)
    {
        foreach ((string group, _, Func<ToolCommand> make) in Commands)
        {
            Command parent = group.Length == 0 ? root : root.Subcommands.FirstOrDefault(command => command.Name == group) ?? AddGroup(root, group);
            parent.Add(make());
        }
    }

    private static Command AddGroup(RootCommand root, string name)
    {
        foreach ((string group, string description) in Groups)
        {
            if (group == name)
            {
                Command command = new(name, description);
                root.Add(command);
                return command;
            }
        }

        throw new InvalidOperationException($"The group '{name}' has no line in the table.");
    }
}
