using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The key that opens an encrypted token: <c>--decryption-key</c>.</summary>
internal sealed class DecryptionInput
{
    private readonly KeyInput key = new("--decryption-key", "Open an encrypted token with the private key in this file: PEM, PFX or JWK", isPrivate: true);
    private readonly Option<string> management = CommonOptions.OneOf("--key-management", "alg", "How the content key is wrapped; RSA-OAEP or that of the JWK by default", static () => KeyManagement.All.Select(static known => known.Name));

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command)
    {
        key.AddTo(command);
        command.Add(management);
    }

    /// <summary>Reads the key; null where the call names none.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">It cannot be used.</exception>
    public DecryptionKey? Read(Call call)
    {
        KeyManagement? chosen = null;
        if (call[management] is { } given && !KeyManagement.TryParse(given, out chosen))
        {
            throw new WrongCallException($"--key-management takes {string.Join(", ", KeyManagement.All)}, spelled so, and was given '{given}'.");
        }

        return !key.IsGiven(call) ? null : key.Read(
            call,
            fromJson: json =>
            {
                using Jwk jwk = Jwk.Parse(json);
                return chosen == KeyManagement.Rsa15
                    ? DecryptionKey.Rsa15(jwk.GetPrivateKey(), jwk.KeyId)
                    : DecryptionKey.FromJwk(jwk, chosen ?? (jwk.Algorithm is null ? KeyManagement.RsaOaep : null));
            },
            fromPrivate: privateKey => chosen == KeyManagement.Rsa15
                ? DecryptionKey.Rsa15(privateKey)
                : DecryptionKey.FromPrivateKey(chosen ?? KeyManagement.RsaOaep, privateKey),
            fromPublic: null);
    }
}
