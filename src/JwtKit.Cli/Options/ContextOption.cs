using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>What an envelope is for: <c>--context TEXT</c>, or <c>--no-context</c>, one of which must be said.</summary>
internal sealed class ContextInput
{
    private readonly Option<string> context = CommonOptions.Text("--context", "text", "What the payload is for, such as orders/export; it opens under the same text only. No secret");
    private readonly Switch none = CommonOptions.Switch("--no-context", "There is no context");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that seals or opens.</param>
    public void AddTo(Command command)
    {
        command.Add(context);
        command.Add(none);
    }

    /// <summary>The context.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">The call says neither, or both.</exception>
    public EnvelopeContext Read(Call call) => (call[context], call[none]) switch
    {
        ({ } text, false) => EnvelopeContext.FromString(text),
        (null, true) => EnvelopeContext.None,
        (null, false) => throw new WrongCallException("What the envelope is for was not said; use --context TEXT, or --no-context where there is to be none."),
        _ => throw new WrongCallException("--context and --no-context were both given; one of them is needed."),
    };
}
