using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>What a JWK says of itself: <c>--kid</c>, <c>--alg</c>, <c>--use</c>.</summary>
internal sealed class KeyLabelsOptions
{
    private readonly Option<string> keyId;
    private readonly Option<string> algorithm = CommonOptions.Text("--alg", "alg", "The one algorithm that the JWK is for, such as RS256 or RSA-OAEP");
    private readonly Option<string> use = CommonOptions.OneOf("--use", "use", "What the JWK is for: sig or enc", static () => ["sig", "enc"]);

    /// <param name="keyIdDescription">What <c>--kid</c> does, with its default.</param>
    public KeyLabelsOptions(string keyIdDescription) => keyId = CommonOptions.Text("--kid", "id", keyIdDescription);

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that writes a JWK.</param>
    public void AddTo(Command command)
    {
        command.Add(keyId);
        command.Add(algorithm);
        command.Add(use);
    }

    /// <summary>The key id; null where the call names none.</summary>
    /// <param name="context">The call.</param>
    public string? KeyIdOf(CommandContext context) => context[keyId];

    /// <summary>Refuses labels for a form that has no place for them. A key id may still say which key of a set is meant.</summary>
    /// <param name="context">The call.</param>
    /// <param name="form">Such as <c>pem</c>.</param>
    /// <exception cref="UsageException">There are some.</exception>
    public void RequireNone(CommandContext context, string form)
    {
        if (context[algorithm] is not null || context[use] is not null)
        {
            throw new UsageException($"--alg and --use are members of a JWK, for which the format {form} has no place.");
        }
    }

    /// <summary>The RSA key with these labels, and its own ones where the call names none: the key itself, or another one that the caller disposes of.</summary>
    /// <param name="context">The call.</param>
    /// <param name="key">An RSA key.</param>
    /// <param name="isPrivate">Whether its private half is in the result.</param>
    /// <param name="usualKeyId">The id where neither the call nor the key has one.</param>
    /// <exception cref="ArgumentException">The labels contradict each other.</exception>
    public Jwk Label(CommandContext context, Jwk key, bool isPrivate, string? usualKeyId)
    {
        string? id = context[keyId] ?? key.KeyId ?? usualKeyId, chosen = context[algorithm] ?? key.Algorithm, purpose = context[use] ?? key.Use;
        if (isPrivate == key.HasPrivateMembers && id == key.KeyId && chosen == key.Algorithm && purpose == key.Use)
        {
            // As it is: also with labels that the library does not know.
            return key;
        }

        if (!isPrivate)
        {
            return key.GetPublicKey().ToJwk(id, chosen, purpose);
        }

        using RsaPrivateKey privateKey = key.GetPrivateKey();
        return privateKey.ToJwk(id, chosen, purpose);
    }
}
