using System.CommandLine;
using System.CommandLine.Completions;

namespace JwtKit.Cli;

/// <summary>The options that every command has, and how options are made.</summary>
internal static class CommonOptions
{
    /// <summary>The result as one JSON object on one line, and errors too.</summary>
    public static Switch Json { get; } = new("--json") { Description = "Write the result as JSON, and an error as {\"error\":\"…\"}", Recursive = true };

    /// <summary>An option with a value.</summary>
    /// <param name="name">With its dashes, spelled as the field spells it.</param>
    /// <param name="value">What help shows for the value, such as <c>file</c>.</param>
    /// <param name="description">Half a sentence, with the default if there is one.</param>
    public static Option<string> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    /// <summary>An option with a value that must be given.</summary>
    /// <param name="name">With its dashes, spelled as the field spells it.</param>
    /// <param name="value">What help shows for the value, such as <c>file</c>.</param>
    /// <param name="description">Half a sentence.</param>
    public static Option<string> Required(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Required = true };

    /// <summary>An option without a value.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">Half a sentence.</param>
    public static Switch Switch(string name, string description) => new(name) { Description = description };

    /// <summary>An option whose values are known: help and completions show them.</summary>
    /// <param name="name">With its dashes, spelled as the field spells it.</param>
    /// <param name="value">What help shows for the value.</param>
    /// <param name="description">Half a sentence, with the default if there is one.</param>
    /// <param name="values">Makes the names. Not called where nothing is to be completed.</param>
    public static Option<string> OneOf(string name, string value, string description, Func<IEnumerable<string>> values) =>
        new Choice(name, values) { HelpName = value, Description = description };
}

/// <summary>An option whose values are known, which are made only where something is completed.</summary>
/// <param name="name">With its dashes.</param>
/// <param name="values">Makes the names.</param>
internal sealed class Choice(string name, Func<IEnumerable<string>> values) : Option<string>(name)
{
    public override IEnumerable<CompletionItem> GetCompletions(CompletionContext context) => values().Select(static known => new CompletionItem(known));
}

/// <summary>An option without a value.</summary>
/// <remarks>Not an <c>Option&lt;bool&gt;</c>: that code exists nowhere ahead of time, so that each process would wait for its compilation.</remarks>
internal sealed class Switch : Option<string>
{
    /// <param name="name">With its dashes.</param>
    public Switch(string name)
        : base(name) => Arity = ArgumentArity.Zero;
}
