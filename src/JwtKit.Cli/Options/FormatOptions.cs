using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>How an envelope is written, <c>--format</c>: as a stream of any length, or as a JWE for payloads that fit into memory.</summary>
internal sealed class EnvelopeFormatOption
{
    private readonly Option<string> format = CommonOptions.OneOf(
        "--format", "format", "stream (default): any size, binary; json or compact: a JWE that other libraries open too, of at most 32 MiB of payload", static () => ["stream", "json", "compact"]);

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that seals or opens.</param>
    public void AddTo(Command command) => command.Add(format);

    /// <summary>The form of a JWE; null for a stream.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is no such format.</exception>
    public EnvelopeFormat? Read(CommandContext context) => context[format] switch
    {
        null or "stream" => null,
        "json" => EnvelopeFormat.JweJson,
        "compact" => EnvelopeFormat.JweCompact,
        { } other => throw new UsageException($"--format takes stream, json or compact, and was given '{other}'."),
    };
}

/// <summary>How a JWE is written, <c>--format</c>: compact or flattened JSON.</summary>
internal sealed class JweFormatOption
{
    private readonly Option<string> format = CommonOptions.OneOf("--format", "format", "compact (default), or json for the flattened JSON form", static () => ["compact", "json"]);

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that writes or reads a JWE.</param>
    public void AddTo(Command command) => command.Add(format);

    /// <summary>Whether it is JSON.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is no such format.</exception>
    public bool IsJson(CommandContext context) => context[format] switch
    {
        null or "compact" => false,
        "json" => true,
        { } other => throw new UsageException($"--format takes compact or json, and was given '{other}'."),
    };
}
