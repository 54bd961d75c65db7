using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>What a token is signed with: a secret, or a private key of PEM, PFX or JWK; with its algorithm and key id.</summary>
internal sealed class SigningKeyInput
{
    private readonly SecretInput secret;
    private readonly KeyInput key = new("--key", "Sign with the private key in this file, or - for standard input: PEM, PFX or JWK", isPrivate: true);
    private readonly AlgorithmInput algorithm = new();
    private readonly Option<string> keyId = CommonOptions.Text("--kid", "id", "The key id to write into the header; that of the JWK by default");

    /// <param name="question">What the prompt asks for, such as "Client Secret".</param>
    public SigningKeyInput(string question) => secret = new SecretInput(question);

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
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none, or it cannot be used.</exception>
    public SigningKey Read(Call call)
    {
        SignatureAlgorithm? chosen = algorithm.Read(call);
        if (!key.IsGiven(call))
        {
            SignatureAlgorithm symmetric = chosen ?? SignatureAlgorithm.Hs256;
            return symmetric.IsSymmetric
                ? SigningKey.FromSecret(symmetric, secret.Read(call, symmetric), call[keyId])
                : throw new WrongCallException($"{symmetric} signs with a private key; --key FILE is needed.");
        }

        return secret.IsGiven(call)
            ? throw new WrongCallException("A secret and --key were both given; a token is signed with one of them.")
            : ReadKeyFile(call, chosen);
    }

    private SigningKey ReadKeyFile(Call call, SignatureAlgorithm? chosen) => key.Read(
        call,
        fromJson: json =>
        {
            using Jwk jwk = Jwk.Parse(json);
            return SigningKey.FromJwk(jwk, chosen ?? (jwk.Algorithm is null ? Usual(jwk) : null), call[keyId]);
        },
        fromPrivate: privateKey => SigningKey.FromPrivateKey(chosen ?? SignatureAlgorithm.Rs256, privateKey, call[keyId]),
        fromPublic: null);

    private static SignatureAlgorithm Usual(Jwk jwk) => jwk.KeyType == "oct" ? SignatureAlgorithm.Hs256 : SignatureAlgorithm.Rs256;
}
