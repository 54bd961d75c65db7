using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>What content is decrypted with: a private key, <c>--key</c>, or a key that both sides share.</summary>
internal sealed class OpeningKeyInput
{
    private readonly KeyInput key = new("--key", "Decrypt with the private key in this file: PEM, PFX or JWK", isPrivate: true);
    private readonly SharedKeyInput shared = new();
    private readonly KeyManagementInput management = new("both kinds of RSA-OAEP, or that of the JWK by default");
    private readonly Switch? allowRsa15;

    /// <param name="knowsRsa15">Whether RSA1_5 can be switched on.</param>
    public OpeningKeyInput(bool knowsRsa15) =>
        allowRsa15 = knowsRsa15 ? CommonOptions.Switch("--allow-rsa15", "Accept RSA1_5 too, which is legacy: whoever sees how its decryption fails can decrypt") : null;

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command)
    {
        key.AddTo(command);
        shared.AddTo(command);
        management.AddTo(command);
        if (allowRsa15 is not null)
        {
            command.Add(allowRsa15);
        }
    }

    /// <summary>Reads the key, once for each way in which it may be used.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none, or it cannot be used.</exception>
    public DecryptionKeys Read(Call call)
    {
        KeyManagement? chosen = management.Read(call);
        bool isRsa15Allowed = allowRsa15 is not null && call[allowRsa15];
        RequireAllowed(chosen, isRsa15Allowed);

        if (shared.IsGiven(call) || (chosen == KeyManagement.Direct && !key.IsGiven(call)))
        {
            return key.IsGiven(call) ? throw new WrongCallException("--key and a shared key were both given; content is decrypted with one of them.")
                : chosen is null || chosen == KeyManagement.Direct ? ReadShared(call)
                : throw new WrongCallException($"{chosen} decrypts with a private key; --key FILE is needed.");
        }

        return key.IsGiven(call)
            ? ReadFile(call, chosen, isRsa15Allowed)
            : throw new WrongCallException("No key was given; use --key FILE with the private key, or --shared-key-file FILE or --shared-key-env NAME.");
    }

    private DecryptionKeys ReadShared(Call call)
    {
        // Disposing erases the bytes unless the key has taken them over.
        using Secret secret = shared.Read(call);
        return new DecryptionKeys([DecryptionKey.Direct(secret)]);
    }

    private DecryptionKeys ReadFile(Call call, KeyManagement? chosen, bool isRsa15Allowed) => key.Read(
        call,
        fromJson: json =>
        {
            using Jwk jwk = Jwk.Parse(json);
            return Uses(jwk, chosen, isRsa15Allowed);
        },
        fromPrivate: privateKey =>
        {
            using (privateKey)
            {
                using Jwk jwk = privateKey.ToJwk();
                return Uses(jwk, chosen, isRsa15Allowed);
            }
        },
        fromPublic: null);

    private DecryptionKeys Uses(Jwk jwk, KeyManagement? chosen, bool isRsa15Allowed)
    {
        if (chosen is null && KeyManagement.TryParse(jwk.Algorithm, out KeyManagement? own))
        {
            chosen = own;
            RequireAllowed(own, isRsa15Allowed);
        }

        if (chosen is not null || jwk.Algorithm is not null)
        {
            return new DecryptionKeys([chosen == KeyManagement.Rsa15 ? Rsa15(jwk) : DecryptionKey.FromJwk(jwk, chosen)]);
        }

        return new DecryptionKeys(jwk.KeyType == "oct"
            ? [DecryptionKey.FromJwk(jwk, KeyManagement.Direct)]
            : [DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep), DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep256), .. isRsa15Allowed ? [Rsa15(jwk)] : Array.Empty<DecryptionKey>()]);
    }

    private void RequireAllowed(KeyManagement? chosen, bool isRsa15Allowed)
    {
        if (chosen == KeyManagement.Rsa15 && !isRsa15Allowed)
        {
            throw new WrongCallException(allowRsa15 is null
                ? "RSA1_5 does not open envelopes; RSA-OAEP-256, RSA-OAEP or a shared key does."
                : "RSA1_5 is legacy, and decrypting it must be switched on: --allow-rsa15.");
        }
    }

    private static DecryptionKey Rsa15(Jwk jwk)
    {
        if (jwk.Use == "sig" || (jwk.Algorithm is { } own && own != KeyManagement.Rsa15.Name))
        {
            throw new CryptographicException("The JWK is meant for something else than RSA1_5 (\"use\", \"alg\").");
        }

        using RsaPrivateKey privateKey = jwk.GetPrivateKey();
        return DecryptionKey.Rsa15(privateKey, jwk.KeyId);
    }
}
