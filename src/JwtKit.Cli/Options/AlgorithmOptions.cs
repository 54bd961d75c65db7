using System.CommandLine;

namespace JwtKit.Cli;

/// <summary>The signature algorithm, <c>--alg</c>.</summary>
internal sealed class AlgorithmInput
{
    private readonly Option<string> name = CommonOptions.OneOf("--alg", "alg", "The algorithm; HS256 for secrets, RS256 or that of the JWK for keys by default", static () => SignatureAlgorithm.All.Select(static known => known.Name));

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => command.Add(name);

    /// <summary>The algorithm; null where the call names none.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">There is none of that name.</exception>
    public SignatureAlgorithm? Read(Call call)
    {
        if (call[name] is not { } given)
        {
            return null;
        }

        return SignatureAlgorithm.TryParse(given, out SignatureAlgorithm? algorithm)
            ? algorithm
            : throw new WrongCallException($"--alg takes {string.Join(", ", SignatureAlgorithm.All)}, spelled so, and was given '{given}'.");
    }
}
