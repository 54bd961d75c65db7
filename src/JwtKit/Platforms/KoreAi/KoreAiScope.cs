namespace JwtKit;

/// <summary>A scope of Kore.ai's public APIs: what an app must be associated with to call them. There are those in <see cref="KoreAiScopes"/> and no others.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class KoreAiScope
{
    internal KoreAiScope(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name as the platform spells it, such as <c>Chat History</c>.</summary>
    public string Name { get; }

    /// <summary>What the platform says it is for.</summary>
    public string Description { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
