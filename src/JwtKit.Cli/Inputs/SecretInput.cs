using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A shared secret from a file, standard input, the environment or the hidden prompt.</summary>
internal sealed class SecretInput
{
    private static readonly string[] Encodings = ["text", "base64", "base64url", "hex"];

    private readonly string question;
    private readonly Option<string> file = CommonOptions.Text("--secret-file", "file", "Read the secret from this file, or - for standard input; a line break at its end is not part of it");
    private readonly Option<string> variable = CommonOptions.Text("--secret-env", "name", "Read the secret from this environment variable");
    private readonly Option<string> encoding = CommonOptions.OneOf("--secret-encoding", "encoding", "How the secret is written: text (default), base64, base64url, hex", static () => Encodings);
    private readonly Switch allowShort = CommonOptions.Switch("--allow-short-secret", "Admit a secret of a vendor that is shorter than its algorithm demands");

    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SecretInput(string question) => this.question = question;

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a secret.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(variable);
        command.Add(encoding);
        command.Add(allowShort);
    }

    /// <summary>Whether the call says where the secret is.</summary>
    /// <param name="call">The call.</param>
    public bool IsGiven(Call call) => call[file] is not null || call[variable] is not null;

    /// <summary>Whether the call admits a secret that is shorter than its algorithm demands.</summary>
    /// <param name="call">The call.</param>
    public bool AllowsShort(Call call) => call[allowShort];

    /// <summary>Reads the secret for an algorithm.</summary>
    /// <param name="call">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="WrongCallException">There is none, it is too short, or not written as the call says.</exception>
    public Secret Read(Call call, SignatureAlgorithm algorithm) => Decode(ReadText(call), call, algorithm);

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
                ? InputFile.UseText(call, path, "the secret", InputFile.WithoutLineBreak)
                : throw new WrongCallException("--secret-file and --secret-env were both given; one place for the secret is needed.");
        }

        return call[variable] is { } name ? EnvironmentInput.Read(name, variable.Name)
            : HiddenPrompt.IsPossible ? HiddenPrompt.Ask(question)
            : throw new WrongCallException("No secret was given, and nobody is there to be asked; use --secret-file FILE, --secret-file - (standard input) or --secret-env NAME.");
    }

    /// <summary>Makes a secret of its text.</summary>
    /// <param name="text">As written.</param>
    /// <param name="call">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="WrongCallException">It is too short, or not written as the call says.</exception>
    public Secret Decode(string text, Call call, SignatureAlgorithm algorithm)
    {
        string name = EncodingOf(call);
        Secret secret = name switch
        {
            "text" => Secret.FromText(text),
            "base64" => Secret.FromBase64(text),
            "base64url" => Secret.FromBase64Url(text),
            "hex" => Secret.FromHex(text),
            _ => throw new WrongCallException($"--secret-encoding takes text, base64, base64url or hex, and was given '{name}'."),
        };
        if (call[allowShort])
        {
            return secret.AllowShort();
        }

        int needed = algorithm.LeastSecretLength;
        if (secret.Length >= needed)
        {
            return secret;
        }

        int found = secret.Length;
        secret.Dispose();
        throw new WrongCallException(
            $"The secret has {found} bytes, {(name == "text" ? "taken as text" : "decoded from " + name)}; {algorithm} needs at least {needed}. --allow-short-secret admits a vendor's shorter one.");
    }
}
