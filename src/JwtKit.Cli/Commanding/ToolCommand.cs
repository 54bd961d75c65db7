using System.CommandLine;
using System.CommandLine.Invocation;

namespace JwtKit.Cli;

/// <summary>A command that does something. To add one, write one file in this folder and one line in <see cref="CommandTable"/>.</summary>
/// <remarks>
/// <para>
/// The file holds a sealed class derived from this one. Its fields are its options and inputs, its constructor adds them, and <see cref="Run"/> does the
/// work: read the inputs, call the library's public API, write the result. Nothing is read, and no key or stream opened, before <see cref="Run"/>.
/// </para>
/// <para>
/// Inputs (folder <c>Inputs</c>) bring their own options with <c>AddTo(this)</c> and are read with <c>Read(call)</c>. Secrets, private keys and passwords
/// come from a file, <c>-</c>, an environment variable or the hidden prompt, never from an argument; those of one call share standard input, which only one may take.
/// </para>
/// <para>
/// Results go to <see cref="CommandContext.Output"/>, as text for people and as one JSON object where <see cref="CommandContext.IsJson"/>; or to a file by <see cref="OutputFile"/>,
/// which leaves nothing half-written behind. Nothing else is written to standard output; what is said on the side goes to standard error.
/// </para>
/// <para>
/// A wrong call throws <see cref="UsageException"/>; a refusal returns <see cref="ExitCode.Refused"/>, or throws <see cref="RefusedException"/> where one line
/// says it all. The library's own exceptions need not be caught: <see cref="CommandLine"/> makes a line of each.
/// </para>
/// <para>Options take text or nothing (<see cref="CommonOptions"/>): other types of value cost start-up time, and their parse errors repeat the value.</para>
/// </remarks>
internal abstract class ToolCommand : Command
{
    /// <param name="name">The last word of the command.</param>
    /// <param name="description">One sentence for help.</param>
    /// <param name="example">One whole call, beginning with <c>jwtkit</c>, shown at the end of the command's help.</param>
    protected ToolCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        Action = new RunAction(this);
    }

    /// <summary>One whole call, for help.</summary>
    public string Example { get; }

    /// <summary>Carries out the call.</summary>
    /// <param name="context">The values of the options, input and output.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run(CommandContext context);

    /// <summary>What the parser finds for a call of this command, unless it asks for help.</summary>
    /// <param name="command">The command.</param>
    internal sealed class RunAction(ToolCommand command) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            using CommandContext context = new(parseResult);
            return command.Run(context);
        }
    }
}
