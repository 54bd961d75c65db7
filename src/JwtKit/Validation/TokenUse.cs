namespace JwtKit;

/// <summary>How often a token may be used. Required of each policy, so that the choice is made and can be read.</summary>
public sealed class TokenUse
{
    private TokenUse()
    {
    }

    /// <summary>Any number of times until it expires: whoever gets hold of it can use it too.</summary>
    public static TokenUse Reusable { get; } = new();

    /// <summary>The choice.</summary>
    public override string ToString() => nameof(Reusable);
}
