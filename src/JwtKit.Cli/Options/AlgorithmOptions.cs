using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>The signature algorithm, <c>--alg</c>.</summary>
internal sealed class AlgorithmOption
{
    private readonly Option<string> name = CommonOptions.OneOf("--alg", "alg", "The algorithm; HS256 for secrets, RS256 or that of the JWK for keys by default", static () => SignatureAlgorithm.All.Select(static known => known.Name));

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => command.Add(name);

    /// <summary>The algorithm; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public SignatureAlgorithm? Read(CommandContext context)
    {
        if (context[name] is not { } given)
        {
            return null;
        }

        return SignatureAlgorithm.TryParse(given, out SignatureAlgorithm? algorithm)
            ? algorithm
            : throw new UsageException($"--alg takes {string.Join(", ", SignatureAlgorithm.All)}, spelled so, and was given '{given}'.");
    }
}

/// <summary>How a content key reaches its receiver, <c>--key-management</c>.</summary>
internal sealed class KeyManagementOption
{
    private readonly Option<string> name;

    /// <param name="usual">The default, as help shows it.</param>
    public KeyManagementOption(string usual) =>
        name = CommonOptions.OneOf("--key-management", "alg", $"How the content key reaches the receiver; {usual}", static () => KeyManagement.All.Select(static known => known.Name));

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => command.Add(name);

    /// <summary>Whether the call names a way, be it one there is or not.</summary>
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => context[name] is not null;

    /// <summary>The way; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public KeyManagement? Read(CommandContext context) => context[name] is not { } given ? null
        : KeyManagement.TryParse(given, out KeyManagement? known) ? known
        : throw new UsageException($"--key-management takes {string.Join(", ", KeyManagement.All)}, spelled so, and was given '{given}'.");
}

/// <summary>RSA1_5, which is legacy: decrypting it must be switched on, <c>--allow-rsa15</c>.</summary>
internal sealed class Rsa15Option
{
    private readonly Switch allow = CommonOptions.Switch("--allow-rsa15", "Accept RSA1_5 too, which is legacy: whoever sees how its decryption fails can decrypt");

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command) => command.Add(allow);

    /// <summary>Whether it is switched on.</summary>
    /// <param name="context">The call.</param>
    public bool IsAllowed(CommandContext context) => context[allow];

    /// <summary>Refuses RSA1_5 where it is not switched on.</summary>
    /// <param name="context">The call.</param>
    /// <param name="chosen">What was chosen, by an option or by the key.</param>
    /// <exception cref="UsageException">It is RSA1_5, and not switched on.</exception>
    public void Require(CommandContext context, KeyManagement? chosen)
    {
        if (chosen == KeyManagement.Rsa15 && !IsAllowed(context))
        {
            throw new UsageException("RSA1_5 is legacy, and decrypting it must be switched on: --allow-rsa15.");
        }
    }

    /// <summary>A key for it.</summary>
    /// <param name="jwk">The private key.</param>
    /// <exception cref="CryptographicException">The JWK is meant for something else.</exception>
    public static DecryptionKey KeyOf(Jwk jwk)
    {
        if (jwk.Use == "sig" || (jwk.Algorithm is { } own && own != KeyManagement.Rsa15.Name))
        {
            throw new CryptographicException("The JWK is meant for something else than RSA1_5 (\"use\", \"alg\").");
        }

        using RsaPrivateKey privateKey = jwk.GetPrivateKey();
        return DecryptionKey.Rsa15(privateKey, jwk.KeyId);
    }
}
