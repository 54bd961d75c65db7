using System.CommandLine;
using System.CommandLine.Completions;

namespace JwtKit.Cli;

/// <summary>An option whose values are known, which are made only where something is completed.</summary>
/// <param name="name">With its dashes.</param>
/// <param name="values">Makes the names.</param>
internal sealed class Choice(string name, Func<IEnumerable<string>> values) : Option<string>(name)
{
    public override IEnumerable<CompletionItem> GetCompletions(CompletionContext context) => values().Select(static known => new CompletionItem(known));
}
