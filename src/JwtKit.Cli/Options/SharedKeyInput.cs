using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>A key that both sides share, for encryption: <c>--shared-key-file</c>, <c>--shared-key-env</c>. It must be exactly as long as its cipher's.</summary>
internal sealed class SharedKeyInput
{
    private readonly SecretSource source = new("--shared-key", "shared key", "Shared key");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that encrypts or decrypts.</param>
    public void AddTo(Command command) => source.AddTo(command);

    /// <summary>Whether the call says where the key is.</summary>
    /// <param name="call">The call.</param>
    public bool IsGiven(Call call) => source.IsGiven(call);

    /// <summary>Reads the key, and asks for it where the call does not say where it is.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none, or it is not written as the call says.</exception>
    public Secret Read(Call call) => source.Decode(source.ReadText(call), call);
}
