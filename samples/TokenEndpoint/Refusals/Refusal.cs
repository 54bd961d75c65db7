namespace JwtKit.Samples.TokenEndpoint;

/// <summary>A way to be refused by the platform.</summary>
/// <param name="Id">Its part of the route.</param>
/// <param name="Title">A few words for a button.</param>
/// <param name="Fault">What is wrong, in a sentence or two.</param>
/// <param name="Requests">What is sent; the platform refuses the last.</param>
internal sealed record Refusal(string Id, string Title, string Fault, Func<FaultyTokens, IReadOnlyList<PlatformRequest>> Requests)
{
    /// <summary>Tries the same by JwtKit's presets, and throws what JwtKit says. Null where JwtKit cannot know.</summary>
    public Func<FaultyTokens, string>? Attempt { get; init; }

    /// <summary>What JwtKit does about it where it cannot know.</summary>
    public string? Advice { get; init; }

    /// <summary>Why JwtKit does not make such a token, in its own words; null where it would.</summary>
    public string? WordsOfJwtKit(FaultyTokens tokens)
    {
        try
        {
            _ = Attempt?.Invoke(tokens);
            return null;
        }
        catch (TokenRuleException e)
        {
            return e.Message;
        }
        catch (ArgumentException e)
        {
            // Without the name of the parameter, which is of no use on a page.
            return e.Message.Split(" (Parameter ")[0];
        }
    }
}
