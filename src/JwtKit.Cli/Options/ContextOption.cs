using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>What an envelope is for: <c>--context TEXT</c>, or <c>--no-context</c>, one of which must be said.</summary>
internal sealed class ContextOption
{
    private readonly Option<string> text = CommonOptions.Text("--context", "text", "What the payload is for, such as orders/export; it opens under the same text only. No secret");
    private readonly Switch none = CommonOptions.Switch("--no-context", "There is no context");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that seals or opens.</param>
    public void AddTo(Command command)
    {
        command.Add(text);
        command.Add(none);
    }

    /// <summary>The context.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">The call says neither, or both.</exception>
    public EnvelopeContext Read(CommandContext context) => (context[text], context[none]) switch
    {
        ({ } text, false) => EnvelopeContext.FromString(text),
        (null, true) => EnvelopeContext.None,
        (null, false) => throw new UsageException("What the envelope is for was not said; use --context TEXT, or --no-context where there is to be none."),
        _ => throw new UsageException("--context and --no-context were both given; one of them is needed."),
    };
}
