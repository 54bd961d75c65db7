namespace JwtKit;

/// <summary>Where the host remembers one-time tokens.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class ReplayOptions
{
    /// <summary>The store's name: <c>Memory</c>, or one that a package adds, such as <c>PostgreSql</c>.</summary>
    /// <value>None by default: a validator of one-time tokens then needs a store that code has added.</value>
    public string? Store { get; set; }

    /// <summary>For a database.</summary>
    public string? ConnectionString { get; set; }

    /// <summary><c>Memory</c>: how many tokens that are alive it holds at most.</summary>
    /// <value>A million by default.</value>
    public int? Capacity { get; set; }

    /// <summary><c>Memory</c>: whether tokens are accepted that were issued before the host started, and may have been used then.</summary>
    /// <value>False by default.</value>
    public bool AcceptEarlierTokens { get; set; }

    /// <summary>Whether they describe the same store.</summary>
    internal bool Agrees(ReplayOptions other) =>
        (Store, ConnectionString, Capacity, AcceptEarlierTokens) == (other.Store, other.ConnectionString, other.Capacity, other.AcceptEarlierTokens);
}
