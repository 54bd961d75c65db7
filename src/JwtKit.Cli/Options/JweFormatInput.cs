using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>How a JWE is written, <c>--format</c>: compact or flattened JSON.</summary>
internal sealed class JweFormatInput
{
    private readonly Option<string> format = CommonOptions.OneOf("--format", "format", "compact (default), or json for the flattened JSON form", static () => ["compact", "json"]);

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that writes or reads a JWE.</param>
    public void AddTo(Command command) => command.Add(format);

    /// <summary>Whether it is JSON.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is no such format.</exception>
    public bool IsJson(Call call) => call[format] switch
    {
        null or "compact" => false,
        "json" => true,
        { } other => throw new WrongCallException($"--format takes compact or json, and was given '{other}'."),
    };
}
