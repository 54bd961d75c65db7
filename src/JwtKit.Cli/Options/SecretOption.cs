using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A shared secret for signatures, which must be long enough for its algorithm.</summary>
internal sealed class SecretOption
{
    private readonly SecretSource source;
    private readonly Switch allowShort = CommonOptions.Switch("--allow-short-secret", "Admit a secret of a vendor that is shorter than its algorithm demands");

    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SecretOption(string question) => source = new SecretSource("--secret", "secret", question);

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a secret.</param>
    public void AddTo(Command command)
    {
        source.AddTo(command);
        command.Add(allowShort);
    }

    /// <summary>Whether the call says where the secret is.</summary>
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => source.IsGiven(context);

    /// <summary>Reads the secret for an algorithm.</summary>
    /// <param name="context">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="UsageException">There is none, it is too short, or not written as the call says.</exception>
    public Secret Read(CommandContext context, SignatureAlgorithm algorithm) => Decode(ReadText(context), context, algorithm);

    /// <inheritdoc cref="SecretSource.EncodingOf" />
    public string EncodingOf(CommandContext context) => source.EncodingOf(context);

    /// <inheritdoc cref="SecretSource.ReadText" />
    public string ReadText(CommandContext context) => source.ReadText(context);

    /// <summary>Makes a secret of its text.</summary>
    /// <param name="text">As written.</param>
    /// <param name="context">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="UsageException">It is too short, or not written as the call says.</exception>
    public Secret Decode(string text, CommandContext context, SignatureAlgorithm algorithm)
    {
        Secret secret = source.Decode(text, context);
        if (context[allowShort])
        {
            return secret.AllowShort();
        }

        int needed = algorithm.LeastSecretLength;
        if (secret.Length >= needed)
        {
            return secret;
        }

        int found = secret.Length;
        string name = source.EncodingOf(context);
        secret.Dispose();
        throw new UsageException(
            $"The secret has {found} bytes, {(name == "text" ? "taken as text" : "decoded from " + name)}; {algorithm} needs at least {needed}. --allow-short-secret admits a vendor's shorter one.");
    }
}

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
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => context[file] is not null || context[variable] is not null;

    /// <summary>The name of the encoding that the call says.</summary>
    /// <param name="context">The call.</param>
    public string EncodingOf(CommandContext context) => context[encoding] ?? Encodings[0];

    /// <summary>Reads the text of the secret as it is written, without decoding it.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public string ReadText(CommandContext context)
    {
        if (context[file] is { } path)
        {
            return context[variable] is null
                ? InputFile.UseText(context, path, "the " + what, InputFile.WithoutLineBreak)
                : throw new UsageException($"{file.Name} and {variable.Name} were both given; one place for the {what} is needed.");
        }

        return context[variable] is { } name ? EnvironmentVariable.Read(name, variable.Name)
            : HiddenPrompt.IsPossible ? HiddenPrompt.Ask(question)
            : throw new UsageException($"No {what} was given, and nobody is there to be asked; use {file.Name} FILE, {file.Name} - (standard input) or {variable.Name} NAME.");
    }

    /// <summary>Makes a secret of its text.</summary>
    /// <param name="text">As written.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is no such encoding.</exception>
    public Secret Decode(string text, CommandContext context) => EncodingOf(context) switch
    {
        "text" => Secret.FromText(text),
        "base64" => Secret.FromBase64(text),
        "base64url" => Secret.FromBase64Url(text),
        "hex" => Secret.FromHex(text),
        { } other => throw new UsageException($"{encoding.Name} takes text, base64, base64url or hex, and was given '{other}'."),
    };
}

/// <summary>How long secrets must be.</summary>
internal static class SecretLength
{
    extension(SignatureAlgorithm algorithm)
    {
        /// <summary>As many bytes as the hash has (RFC 7518 section 3.2).</summary>
        public int LeastSecretLength => algorithm == SignatureAlgorithm.Hs256 ? 32 : algorithm == SignatureAlgorithm.Hs384 ? 48 : 64;
    }
}

/// <summary>A key that both sides share, for encryption: <c>--shared-key-file</c>, <c>--shared-key-env</c>. It must be exactly as long as its cipher's.</summary>
internal sealed class SharedKeyOption
{
    private readonly SecretSource source = new("--shared-key", "shared key", "Shared key");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that encrypts or decrypts.</param>
    public void AddTo(Command command) => source.AddTo(command);

    /// <summary>Whether the call says where the key is.</summary>
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => source.IsGiven(context);

    /// <summary>Reads the key, and asks for it where the call does not say where it is.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none, or it is not written as the call says.</exception>
    public Secret Read(CommandContext context) => source.Decode(source.ReadText(context), context);
}
