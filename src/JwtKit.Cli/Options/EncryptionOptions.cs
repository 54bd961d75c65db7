using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>Whom a token is encrypted for and how: <c>--encrypt-to</c>, <c>--enc</c>, <c>--key-management</c>.</summary>
internal sealed class EncryptionOptions
{
    private readonly KeyOption receiver = new("--encrypt-to", "Encrypt the signed token for the public key in this file: JWK or PEM", isPrivate: false);
    private readonly Option<string> content = CommonOptions.OneOf("--enc", "enc", "The cipher; A256GCM by default", static () => ContentEncryption.All.Select(static known => known.Name));
    private readonly KeyManagementOption management = new("RSA-OAEP or that of the JWK by default");
    private readonly Option<string> keyId = CommonOptions.Text("--encrypt-kid", "id", "The id of that key; that of the JWK by default");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that encrypts.</param>
    public void AddTo(Command command)
    {
        receiver.AddTo(command);
        command.Add(content);
        management.AddTo(command);
        command.Add(keyId);
    }

    /// <summary>Signs a token, and encrypts it where the call names a receiver.</summary>
    /// <param name="context">The call.</param>
    /// <param name="token">What it says.</param>
    /// <param name="key">What it is signed with.</param>
    public string Sign(CommandContext context, JwtDescriptor token, SigningKey key)
    {
        if (!receiver.IsGiven(context))
        {
            RequireNone(context);
            return Jwt.Sign(token, key, context.Time);
        }

        using EncryptionKey encryptionKey = ReadKey(context);
        return Jwt.SignAndEncrypt(token, key, encryptionKey.Using(ReadContent(context)), context.Time);
    }

    private EncryptionKey ReadKey(CommandContext context)
    {
        KeyManagement? chosen = management.Read(context);
        return receiver.Read(
            context,
            fromJson: json =>
            {
                using Jwk jwk = Jwk.Parse(json);
                return jwk.HasPrivateMembers && jwk.KeyType != "oct"
                    ? throw new CryptographicException("The JWK is private; the receiver's public key is needed. A private key has no place on the side that encrypts.")
                    : EncryptionKey.FromJwk(jwk, chosen ?? (jwk.Algorithm is null ? KeyManagement.RsaOaep : null), context[keyId]);
            },
            fromPrivate: null,
            fromPublic: key => EncryptionKey.FromPublicKey(chosen ?? KeyManagement.RsaOaep, key, context[keyId]));
    }

    private ContentEncryption ReadContent(CommandContext context)
    {
        string given = context[content] ?? ContentEncryption.A256Gcm.Name;
        return ContentEncryption.TryParse(given, out ContentEncryption? known)
            ? known
            : throw new UsageException($"--enc takes {string.Join(", ", ContentEncryption.All)}, spelled so, and was given '{given}'.");
    }

    private void RequireNone(CommandContext context)
    {
        if (context[content] is not null || management.IsGiven(context) || context[keyId] is not null)
        {
            throw new UsageException("--enc, --key-management and --encrypt-kid say how a token is encrypted, and need --encrypt-to FILE with the receiver's key.");
        }
    }
}
