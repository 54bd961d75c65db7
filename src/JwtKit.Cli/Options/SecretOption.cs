using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A shared secret for signatures, which must be long enough for its algorithm.</summary>
internal sealed class SecretInput
{
    private readonly SecretSource source;
    private readonly Switch allowShort = CommonOptions.Switch("--allow-short-secret", "Admit a secret of a vendor that is shorter than its algorithm demands");

    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SecretInput(string question) => source = new SecretSource("--secret", "secret", question);

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a secret.</param>
    public void AddTo(Command command)
    {
        source.AddTo(command);
        command.Add(allowShort);
    }

    /// <summary>Whether the call says where the secret is.</summary>
    /// <param name="call">The call.</param>
    public bool IsGiven(Call call) => source.IsGiven(call);

    /// <summary>Reads the secret for an algorithm.</summary>
    /// <param name="call">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="WrongCallException">There is none, it is too short, or not written as the call says.</exception>
    public Secret Read(Call call, SignatureAlgorithm algorithm) => Decode(ReadText(call), call, algorithm);

    /// <inheritdoc cref="SecretSource.EncodingOf" />
    public string EncodingOf(Call call) => source.EncodingOf(call);

    /// <inheritdoc cref="SecretSource.ReadText" />
    public string ReadText(Call call) => source.ReadText(call);

    /// <summary>Makes a secret of its text.</summary>
    /// <param name="text">As written.</param>
    /// <param name="call">The call.</param>
    /// <param name="algorithm">What it is for, which says how long it must be.</param>
    /// <exception cref="WrongCallException">It is too short, or not written as the call says.</exception>
    public Secret Decode(string text, Call call, SignatureAlgorithm algorithm)
    {
        Secret secret = source.Decode(text, call);
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
        string name = source.EncodingOf(call);
        secret.Dispose();
        throw new WrongCallException(
            $"The secret has {found} bytes, {(name == "text" ? "taken as text" : "decoded from " + name)}; {algorithm} needs at least {needed}. --allow-short-secret admits a vendor's shorter one.");
    }
}
