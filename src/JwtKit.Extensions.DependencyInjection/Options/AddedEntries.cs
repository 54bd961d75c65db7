using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>Entries of a section that another package adds to <see cref="JwtKitOptions"/>, by their names without case. Not safe for concurrent use.</summary>
internal abstract class AddedEntries
{
    public abstract IReadOnlyCollection<string> Names { get; }

    public abstract bool Contains(string name);

    /// <summary>All settings of an entry, for comparing it with another.</summary>
    public abstract object?[] ValuesOf(string name);

    /// <summary>Puts an entry of earlier options in the place of this one's.</summary>
    public abstract void Take(string name, AddedEntries former);

    public abstract void Remove(string name);
}

/// <inheritdoc />
/// <param name="values">Gives all settings of an entry.</param>
internal sealed class AddedEntries<TOptions>(Func<TOptions, object?[]> values) : AddedEntries
    where TOptions : class
{
    private readonly Dictionary<string, TOptions> entries = new(StringComparer.OrdinalIgnoreCase);

    public override IReadOnlyCollection<string> Names => entries.Keys;

    public TOptions this[string name]
    {
        get => entries[name];
        set => entries[name] = value;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out TOptions? entry) => entries.TryGetValue(name, out entry);

    public override bool Contains(string name) => entries.ContainsKey(name);

    public override object?[] ValuesOf(string name) => values(entries[name]);

    public override void Take(string name, AddedEntries former) => entries[name] = ((AddedEntries<TOptions>)former).entries[name];

    public override void Remove(string name) => entries.Remove(name);
}
