using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace JwtKit.Cli;

/// <summary>The usual help, and below it one whole call.</summary>
/// <param name="usual">Writes the rest.</param>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand command)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Example:");
            output.WriteLine("  " + command.Example);
            output.WriteLine();
        }

        return exitCode;
    }
}
