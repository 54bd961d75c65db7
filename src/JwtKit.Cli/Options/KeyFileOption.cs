using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The key file that a <c>key</c> command is about, private or public, of every kind that is read. Its keys come as JWKs.</summary>
internal sealed class KeyFileInput
{
    private readonly KeyInput key = new(new Argument<string>("file")
    {
        Description = "The key: PEM, certificate, PFX, JWK or JWK set; - for standard input",
        Arity = ArgumentArity.ExactlyOne,
    });

    /// <summary>Adds the argument and the options of its password.</summary>
    /// <param name="command">The command that looks at a key.</param>
    public void AddTo(Command command) => key.AddTo(command);

    /// <summary>All keys of the file, at least one, which the caller disposes of.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">The file cannot be read, or holds no key.</exception>
    public IReadOnlyList<Jwk> ReadAll(Call call) => Read(call, static json =>
    {
        IReadOnlyList<Jwk> keys = JwkInput.ReadAll(json);
        JwkInput.TellOf(JwkInput.ReadSet(json)?.Skipped ?? []);
        return keys;
    });

    /// <summary>The key of the file, or that of a set which has the id; the caller disposes of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="keyId">The id, if the call names one.</param>
    /// <exception cref="WrongCallException">The file cannot be read, or holds no such key.</exception>
    public Jwk ReadOne(Call call, string? keyId) => Read(call, json => [JwkInput.ReadOne(json, keyId)])[0];

    private IReadOnlyList<Jwk> Read(Call call, Func<string, IReadOnlyList<Jwk>> fromJson) => key.Read(
        call,
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
