using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>What a token is signed with: a secret, or a private key of PEM, PFX or JWK; with its algorithm and key id.</summary>
internal sealed class SigningKeyOption
{
    private readonly SecretOption secret;
    private readonly KeyOption key = new("--key", "Sign with the private key in this file, or - for standard input: PEM, PFX or JWK", isPrivate: true);
    private readonly AlgorithmOption algorithm = new();
    private readonly Option<string> keyId = CommonOptions.Text("--kid", "id", "The key id to write into the header; that of the JWK by default");

    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SigningKeyOption(string question) => secret = new SecretOption(question);

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that signs.</param>
    public void AddTo(Command command)
    {
        secret.AddTo(command);
        key.AddTo(command);
        algorithm.AddTo(command);
        command.Add(keyId);
    }

    /// <summary>Reads the key, which the caller disposes of.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none, or it cannot be used.</exception>
    public SigningKey Read(CommandContext context)
    {
        SignatureAlgorithm? chosen = algorithm.Read(context);
        if (!key.IsGiven(context))
        {
            SignatureAlgorithm symmetric = chosen ?? SignatureAlgorithm.Hs256;
            return symmetric.IsSymmetric
                ? SigningKey.FromSecret(symmetric, secret.Read(context, symmetric), context[keyId])
                : throw new UsageException($"{symmetric} signs with a private key; --key FILE is needed.");
        }

        return secret.IsGiven(context)
            ? throw new UsageException("A secret and --key were both given; a token is signed with one of them.")
            : ReadKeyFile(context, chosen);
    }

    private SigningKey ReadKeyFile(CommandContext context, SignatureAlgorithm? chosen) => key.Read(
        context,
        fromJson: json =>
        {
            using Jwk jwk = Jwk.Parse(json);
            return SigningKey.FromJwk(jwk, chosen ?? (jwk.Algorithm is null ? Usual(jwk) : null), context[keyId]);
        },
        fromPrivate: privateKey => SigningKey.FromPrivateKey(chosen ?? SignatureAlgorithm.Rs256, privateKey, context[keyId]),
        fromPublic: null);

    private static SignatureAlgorithm Usual(Jwk jwk) => jwk.KeyType == "oct" ? SignatureAlgorithm.Hs256 : SignatureAlgorithm.Rs256;
}
