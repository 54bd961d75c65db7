using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The key that opens an encrypted token: <c>--decryption-key</c>.</summary>
internal sealed class DecryptionOptions
{
    private readonly KeyOption key = new("--decryption-key", "Open an encrypted token with the private key in this file: PEM, PFX or JWK", isPrivate: true);
    private readonly Rsa15Option rsa15 = new();
    private readonly KeyManagementOption management = new("RSA-OAEP or that of the JWK by default");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command)
    {
        key.AddTo(command);
        management.AddTo(command);
        rsa15.AddTo(command);
    }

    /// <summary>Reads the key; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public DecryptionKey? Read(CommandContext context)
    {
        KeyManagement? chosen = management.Read(context);
        rsa15.Require(context, chosen);
        return !key.IsGiven(context) ? null : key.Read(
            context,
            fromJson: json =>
            {
                using Jwk jwk = Jwk.Parse(json);
                return KeyOf(context, jwk, chosen);
            },
            fromPrivate: privateKey =>
            {
                using Jwk jwk = privateKey.ToJwk();
                return KeyOf(context, jwk, chosen);
            },
            fromPublic: null);
    }

    private DecryptionKey KeyOf(CommandContext context, Jwk jwk, KeyManagement? chosen)
    {
        if (chosen is null && !KeyManagement.TryParse(jwk.Algorithm, out chosen) && jwk.Algorithm is null)
        {
            chosen = KeyManagement.RsaOaep;
        }

        rsa15.Require(context, chosen);
        return chosen == KeyManagement.Rsa15 ? Rsa15Option.KeyOf(jwk) : DecryptionKey.FromJwk(jwk, chosen);
    }
}

/// <summary>What content is decrypted with: a private key, <c>--key</c>, or a key that both sides share.</summary>
internal sealed class OpeningKeyOption
{
    private readonly KeyOption key = new("--key", "Decrypt with the private key in this file: PEM, PFX or JWK", isPrivate: true);
    private readonly SharedKeyOption shared = new();
    private readonly KeyManagementOption management = new("both kinds of RSA-OAEP, or that of the JWK by default");
    private readonly Rsa15Option? rsa15;

    /// <param name="knowsRsa15">Whether RSA1_5 can be switched on.</param>
    public OpeningKeyOption(bool knowsRsa15) => rsa15 = knowsRsa15 ? new Rsa15Option() : null;

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command)
    {
        key.AddTo(command);
        shared.AddTo(command);
        management.AddTo(command);
        rsa15?.AddTo(command);
    }

    /// <summary>Reads the key, once for each way in which it may be used.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is none, or it cannot be used.</exception>
    public OwnedDecryptionKeys Read(CommandContext context)
    {
        KeyManagement? chosen = management.Read(context);
        RequireAllowed(context, chosen);

        if (shared.IsGiven(context) || (chosen == KeyManagement.Direct && !key.IsGiven(context)))
        {
            return key.IsGiven(context) ? throw new UsageException("--key and a shared key were both given; content is decrypted with one of them.")
                : chosen is null || chosen == KeyManagement.Direct ? ReadShared(context)
                : throw new UsageException($"{chosen} decrypts with a private key; --key FILE is needed.");
        }

        return key.IsGiven(context)
            ? ReadFile(context, chosen)
            : throw new UsageException("No key was given; use --key FILE with the private key, or --shared-key-file FILE or --shared-key-env NAME.");
    }

    private OwnedDecryptionKeys ReadShared(CommandContext context)
    {
        // Disposing erases the bytes unless the key has taken them over.
        using Secret secret = shared.Read(context);
        return new OwnedDecryptionKeys([DecryptionKey.Direct(secret)]);
    }

    private OwnedDecryptionKeys ReadFile(CommandContext context, KeyManagement? chosen) => key.Read(
        context,
        fromJson: json =>
        {
            using Jwk jwk = Jwk.Parse(json);
            return Uses(context, jwk, chosen);
        },
        fromPrivate: privateKey =>
        {
            using (privateKey)
            {
                using Jwk jwk = privateKey.ToJwk();
                return Uses(context, jwk, chosen);
            }
        },
        fromPublic: null);

    private OwnedDecryptionKeys Uses(CommandContext context, Jwk jwk, KeyManagement? chosen)
    {
        if (chosen is null && KeyManagement.TryParse(jwk.Algorithm, out KeyManagement? own))
        {
            chosen = own;
            RequireAllowed(context, own);
        }

        if (chosen is not null || jwk.Algorithm is not null)
        {
            return new OwnedDecryptionKeys([chosen == KeyManagement.Rsa15 ? Rsa15Option.KeyOf(jwk) : DecryptionKey.FromJwk(jwk, chosen)]);
        }

        return new OwnedDecryptionKeys(jwk.KeyType == "oct"
            ? [DecryptionKey.FromJwk(jwk, KeyManagement.Direct)]
            : [DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep), DecryptionKey.FromJwk(jwk, KeyManagement.RsaOaep256), .. rsa15?.IsAllowed(context) == true ? [Rsa15Option.KeyOf(jwk)] : Array.Empty<DecryptionKey>()]);
    }

    private void RequireAllowed(CommandContext context, KeyManagement? chosen)
    {
        if (chosen == KeyManagement.Rsa15 && rsa15 is null)
        {
            throw new UsageException("RSA1_5 does not open envelopes; RSA-OAEP-256, RSA-OAEP or a shared key does.");
        }

        rsa15?.Require(context, chosen);
    }
}

/// <summary>The keys of one call that decrypts: one key in each way in which it may be used. Disposing erases them.</summary>
/// <param name="All">At least one.</param>
internal sealed record OwnedDecryptionKeys(DecryptionKey[] All) : IDisposable
{
    public void Dispose()
    {
        foreach (DecryptionKey key in All)
        {
            key.Dispose();
        }
    }
}
