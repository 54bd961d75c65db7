using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The key that opens an encrypted token: <c>--decryption-key</c>.</summary>
internal sealed class DecryptionInput
{
    private readonly KeyInput key = new("--decryption-key", "Open an encrypted token with the private key in this file: PEM, PFX or JWK", isPrivate: true);
    private readonly Rsa15Input rsa15 = new();
    private readonly KeyManagementInput management = new("RSA-OAEP or that of the JWK by default");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command)
    {
        key.AddTo(command);
        management.AddTo(command);
        rsa15.AddTo(command);
    }

    /// <summary>Reads the key; null where the call names none.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">It cannot be used.</exception>
    public DecryptionKey? Read(Call call)
    {
        KeyManagement? chosen = management.Read(call);
        rsa15.Require(call, chosen);
        return !key.IsGiven(call) ? null : key.Read(
            call,
            fromJson: json =>
            {
                using Jwk jwk = Jwk.Parse(json);
                return KeyOf(call, jwk, chosen);
            },
            fromPrivate: privateKey =>
            {
                using Jwk jwk = privateKey.ToJwk();
                return KeyOf(call, jwk, chosen);
            },
            fromPublic: null);
    }

    private DecryptionKey KeyOf(Call call, Jwk jwk, KeyManagement? chosen)
    {
        if (chosen is null && !KeyManagement.TryParse(jwk.Algorithm, out chosen) && jwk.Algorithm is null)
        {
            chosen = KeyManagement.RsaOaep;
        }

        rsa15.Require(call, chosen);
        return chosen == KeyManagement.Rsa15 ? Rsa15Input.KeyOf(jwk) : DecryptionKey.FromJwk(jwk, chosen);
    }
}
