using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>An option without a value.</summary>
/// <remarks>Not an <c>Option&lt;bool&gt;</c>: that code exists nowhere ahead of time, so that each process would wait for its compilation.</remarks>
internal sealed class Switch : Option<string>
{
    /// <param name="name">With its dashes.</param>
    public Switch(string name)
        : base(name) => Arity = ArgumentArity.Zero;
}
