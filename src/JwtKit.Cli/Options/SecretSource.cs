using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>Where a shared secret comes from and how it is written: a file, standard input, the environment or the hidden prompt.</summary>
internal sealed class SecretSource
{
    private static readonly string[] Encodings = ["text", "base64", "base64url", "hex"];

    private readonly string what;
    private readonly string question;
    private readonly Option<string> file;
    private readonly Option<string> variable;
    private readonly Option<string> encoding;

    /// <param name="prefix">What its options begin with, such as <c>--secret</c>.</param>
    /// <param name="what">What it is called in help and messages, such as "secret".</param>
    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SecretSource(string prefix, string what, string question)
    {
        this.what = what;
        this.question = question;
        file = CommonOptions.Text(prefix + "-file", "file", $"Read the {what} from this file, or - for standard input; a line break at its end is not part of it");
        variable = CommonOptions.Text(prefix + "-env", "name", $"Read the {what} from this environment variable");
        encoding = CommonOptions.OneOf(prefix + "-encoding", "encoding", $"How the {what} is written: text (default), base64, base64url, hex", static () => Encodings);
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a secret.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(variable);
        command.Add(encoding);
    }

    /// <summary>Whether the call says where the secret is.</summary>
    /// <param name="call">The call.</param>
    public bool IsGiven(Call call) => call[file] is not null || call[variable] is not null;

    /// <summary>The name of the encoding that the call says.</summary>
    /// <param name="call">The call.</param>
    public string EncodingOf(Call call) => call[encoding] ?? Encodings[0];

    /// <summary>Reads the text of the secret as it is written, without decoding it.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none.</exception>
    public string ReadText(Call call)
    {
        if (call[file] is { } path)
        {
            return call[variable] is null
                ? InputFile.UseText(call, path, "the " + what, InputFile.WithoutLineBreak)
                : throw new WrongCallException($"{file.Name} and {variable.Name} were both given; one place for the {what} is needed.");
        }

        return call[variable] is { } name ? EnvironmentInput.Read(name, variable.Name)
            : HiddenPrompt.IsPossible ? HiddenPrompt.Ask(question)
            : throw new WrongCallException($"No {what} was given, and nobody is there to be asked; use {file.Name} FILE, {file.Name} - (standard input) or {variable.Name} NAME.");
    }

    /// <summary>Makes a secret of its text.</summary>
    /// <param name="text">As written.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is no such encoding.</exception>
    public Secret Decode(string text, Call call) => EncodingOf(call) switch
    {
        "text" => Secret.FromText(text),
        "base64" => Secret.FromBase64(text),
        "base64url" => Secret.FromBase64Url(text),
        "hex" => Secret.FromHex(text),
        { } other => throw new WrongCallException($"{encoding.Name} takes text, base64, base64url or hex, and was given '{other}'."),
    };
}
