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
        ("", "encrypt", static () => new EncryptCommand()),
        ("", "decrypt", static () => new DecryptCommand()),
        ("", "seal", static () => new SealCommand()),
        ("", "open", static () => new OpenCommand()),
        ("key new", "rsa", static () => new KeyNewRsaCommand()),
        ("key new", "secret", static () => new KeyNewSecretCommand()),
        ("key", "show", static () => new KeyShowCommand()),
        ("key", "convert", static () => new KeyConvertCommand()),
        ("key", "thumbprint", static () => new KeyThumbprintCommand()),
        ("", "completions", static () => new CompletionsCommand()),
    ];

    /// <summary>The commands that have others below them, with the words before them, and what help says of them.</summary>
    private static readonly (string Path, string Description)[] Groups =
    [
        ("issue", "Issue a token for a platform"),
        ("key", "Make, show and convert keys"),
        ("key new", "Make a key"),
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
            string[] words = group.Length == 0 ? [] : group.Split(' ');
            if (args.Length > words.Length && args[words.Length] == name && string.Join(' ', args, 0, words.Length) == group)
            {
                GroupOf(root, words).Add(make());
                return true;
            }
        }

        return false;
    }

    private static void AddAll(RootCommand root)
    {
        foreach ((string group, _, Func<ToolCommand> make) in Commands)
        {
            GroupOf(root, group.Length == 0 ? [] : group.Split(' ')).Add(make());
        }
    }

    /// <summary>The command to which these words lead, made where it is not there yet.</summary>
    private static Command GroupOf(RootCommand root, string[] words)
    {
        Command parent = root;
        for (int i = 0; i < words.Length; i++)
        {
            string name = words[i];
            Command? known = parent.Subcommands.FirstOrDefault(command => command.Name == name);
            if (known is null)
            {
                known = new Command(name, DescriptionOf(string.Join(' ', words, 0, i + 1)));
                parent.Add(known);
            }

            parent = known;
        }

        return parent;
    }

    private static string DescriptionOf(string path)
    {
        foreach ((string group, string description) in Groups)
        {
            if (group == path)
            {
                return description;
            }
        }

        throw new InvalidOperationException($"The group '{path}' has no line in the table.");
    }
}
