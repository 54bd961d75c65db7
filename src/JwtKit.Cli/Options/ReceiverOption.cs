using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>Whom content is encrypted for: a public key, <c>--to</c>, or a key that both sides share.</summary>
internal sealed class ReceiverOption
{
    private readonly KeyOption receiver = new("--to", "Encrypt for the public key in this file: JWK, JWK set, PEM or certificate", isPrivate: false);
    private readonly SharedKeyOption shared = new();
    private readonly Option<string> keyId = CommonOptions.Text("--kid", "id", "The key id to write into the header, and the key to take from a JWK set; that of the JWK by default");
    private readonly KeyManagement usual;
    private readonly KeyManagementOption management;

    /// <param name="usual">How an RSA key is used that does not say so itself.</param>
    public ReceiverOption(KeyManagement usual)
    {
        this.usual = usual;
        management = new KeyManagementOption($"that of the JWK, {usual} for other public keys, dir for a shared key by default");
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that encrypts.</param>
    public void AddTo(Command command)
    {
        receiver.AddTo(command);
        shared.AddTo(command);
        management.AddTo(command);
        command.Add(keyId);
    }

    /// <summary>Reads the key, which the caller disposes of.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none, or it cannot be used.</exception>
    public EncryptionKey Read(CommandContext context)
    {
        KeyManagement? chosen = management.Read(context);
        if (shared.IsGiven(context) || (chosen == KeyManagement.Direct && !receiver.IsGiven(context)))
        {
            return receiver.IsGiven(context) ? throw new UsageException("--to and a shared key were both given; content is encrypted for one of them.")
                : chosen is null || chosen == KeyManagement.Direct ? ReadShared(context)
                : throw new UsageException($"{chosen} encrypts for a public key; --to FILE is needed.");
        }

        return receiver.IsGiven(context)
            ? ReadFile(context, chosen)
            : throw new UsageException("No receiver was given; use --to FILE with a public key, or --shared-key-file FILE or --shared-key-env NAME.");
    }

    private EncryptionKey ReadShared(CommandContext context)
    {
        // Disposing erases the bytes unless the key has taken them over.
        using Secret secret = shared.Read(context);
        return EncryptionKey.Direct(secret, context[keyId]);
    }

    private EncryptionKey ReadFile(CommandContext context, KeyManagement? chosen) => receiver.Read(
        context,
        fromJson: json =>
        {
            using Jwk jwk = JwkFile.ReadOne(json, context[keyId]);
            return jwk.HasPrivateMembers && jwk.KeyType == "RSA"
                ? throw new CryptographicException("The JWK is private; the receiver's public key is needed. 'jwtkit key convert --public' makes it.")
                : EncryptionKey.FromJwk(jwk, chosen ?? Usual(jwk), context[keyId]);
        },
        fromPrivate: null,
        fromPublic: key => EncryptionKey.FromPublicKey(chosen ?? usual, key, context[keyId]));

    private KeyManagement? Usual(Jwk jwk) => jwk.Algorithm is not null ? null : jwk.KeyType == "oct" ? KeyManagement.Direct : usual;
}
