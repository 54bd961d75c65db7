using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The key file that a <c>key</c> command is about, private or public, of every kind that is read. Its keys come as JWKs.</summary>
internal sealed class KeyFileOption
{
    private readonly KeyOption key = new(new Argument<string>("file")
    {
        Description = "The key: PEM, certificate, PFX, JWK or JWK set; - for standard input",
        Arity = ArgumentArity.ExactlyOne,
    });

    /// <summary>Adds the argument and the options of its password.</summary>
    /// <param name="command">The command that looks at a key.</param>
    public void AddTo(Command command) => key.AddTo(command);

    /// <summary>All keys of the file, at least one, which the caller disposes of.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">The file cannot be read, or holds no key.</exception>
    public IReadOnlyList<Jwk> ReadAll(CommandContext context) => Read(context, static json =>
    {
        IReadOnlyList<Jwk> keys = JwkFile.ReadAll(json);
        JwkFile.TellOf(JwkFile.ReadSet(json)?.Skipped ?? []);
        return keys;
    });

    /// <summary>The key of the file, or that of a set which has the id; the caller disposes of it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="keyId">The id, if the call names one.</param>
    /// <exception cref="UsageException">The file cannot be read, or holds no such key.</exception>
    public Jwk ReadOne(CommandContext context, string? keyId) => Read(context, json => [JwkFile.ReadOne(json, keyId)])[0];

    private IReadOnlyList<Jwk> Read(CommandContext context, Func<string, IReadOnlyList<Jwk>> fromJson) => key.Read(
        context,
        fromJson,
        fromPrivate: static privateKey =>
        {
            using (privateKey)
            {
                return [privateKey.ToJwk()];
            }
        },
        fromPublic: static publicKey => [publicKey.ToJwk()]);
}
