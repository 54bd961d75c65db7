using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>One call of the tool: the values of its options, where its input comes from and where its result goes.</summary>
/// <remarks>Each part is made when it is first asked for, since the start of the process is most of its time.</remarks>
internal sealed class CommandContext : IDisposable
{
    private readonly ParseResult parsed;
    private Interruption? interruption;
    private StandardOutput? output;

    /// <param name="parsed">Without errors.</param>
    public CommandContext(ParseResult parsed)
    {
        this.parsed = parsed;
        IsJson = this[CommonOptions.Json];
    }

    /// <summary>Whether the result is for a machine: <c>--json</c>.</summary>
    public bool IsJson { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Standard input, which one input of a call may take.</summary>
    public StandardInput Input => field ??= new StandardInput();

    /// <summary>Standard output, for results only.</summary>
    public StandardOutput Output => output ??= new StandardOutput();

    /// <summary>Ctrl-C and its like from here on: what is to be undone is undone, and the process ends with 130.</summary>
    public Interruption Interruption => interruption ??= new Interruption();

    /// <summary>The value of an option; null where it was not given.</summary>
    /// <param name="option">An option of this command.</param>
    public string? this[Option<string> option] => parsed.GetValue(option);

    /// <summary>Whether a switch was given.</summary>
    /// <param name="option">An option of this command.</param>
    public bool this[Switch option] => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The value of an argument; null where it was not given.</summary>
    /// <param name="argument">An argument of this command.</param>
    public string? this[Argument<string> argument] => parsed.GetValue(argument);

    /// <summary>The value of an option that the parser has found to be there.</summary>
    /// <param name="option">A required option of this command.</param>
    public string Required(Option<string> option) => parsed.GetValue(option)!;

    /// <inheritdoc />
    public void Dispose()
    {
        output?.Dispose();
        interruption?.Dispose();
    }
}
