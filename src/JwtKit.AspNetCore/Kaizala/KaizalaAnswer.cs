namespace JwtKit;

/// <summary>What came of asking about a token.</summary>
internal sealed class KaizalaAnswer
{
    private KaizalaAnswer(KaizalaUser? user) => User = user;

    /// <summary>The service says that the token is not valid, or no longer.</summary>
    public static KaizalaAnswer Refused { get; } = new(null);

    /// <summary>The service did not say, so nobody knows.</summary>
    public static KaizalaAnswer Unavailable { get; } = new(null);

    /// <summary>Whose token it is; null for a token that is not valid or was not checked.</summary>
    public KaizalaUser? User { get; }

    public static KaizalaAnswer Of(KaizalaUser user) => new(user);
}
