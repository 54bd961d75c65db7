using System.Collections.Frozen;

namespace JwtKit;

/// <summary>
/// What an app may do: call the APIs whose scopes are associated with it, once these were published; and, apart from that, read, write and delete in each data
/// table and each view by itself. What is not granted is refused.
/// </summary>
/// <remarks>Immutable and safe for concurrent use: collections are copied. Names of tables and views compare ordinally, so case counts.</remarks>
public sealed class KoreAiAppGrants
{
    private readonly FrozenSet<KoreAiScope> scopes = FrozenSet<KoreAiScope>.Empty;
    private readonly FrozenDictionary<string, KoreAiTableAccess> tables = FrozenDictionary<string, KoreAiTableAccess>.Empty;
    private readonly FrozenDictionary<string, KoreAiTableAccess> views = FrozenDictionary<string, KoreAiTableAccess>.Empty;

    /// <summary>Nothing at all.</summary>
    public static KoreAiAppGrants None { get; } = new();

    /// <summary>The scopes that are associated with the app.</summary>
    /// <value>None by default.</value>
    public IReadOnlyCollection<KoreAiScope> Scopes
    {
        get => scopes;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            scopes = value.ToFrozenSet();
        }
    }

    /// <summary>Whether the association was published. Before that, no scope counts.</summary>
    /// <value>False by default.</value>
    public bool ArePublished { get; init; }

    /// <summary>What is granted on each data table, by its name.</summary>
    /// <value>Nothing by default.</value>
    public IReadOnlyDictionary<string, KoreAiTableAccess> Tables
    {
        get => tables;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            tables = value.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>What is granted on each view, by its name. A view is not the table of the same name.</summary>
    /// <value>Nothing by default.</value>
    public IReadOnlyDictionary<string, KoreAiTableAccess> Views
    {
        get => views;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            views = value.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether the app may call the APIs of a scope.</summary>
    /// <param name="scope">The scope of the API.</param>
    public bool Allows(KoreAiScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return ArePublished && scopes.Contains(scope);
    }

    /// <summary>Whether the app may do this with a data table.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="access">One thing or several; of several, all must be granted.</param>
    public bool AllowsTable(string table, KoreAiTableAccess access)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Allows(tables, table, access);
    }

    /// <summary>Whether the app may do this with a view.</summary>
    /// <param name="view">The view's name.</param>
    /// <param name="access">One thing or several; of several, all must be granted.</param>
    public bool AllowsView(string view, KoreAiTableAccess access)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Allows(views, view, access);
    }

    /// <summary>How much is granted.</summary>
    public override string ToString() =>
        $"KoreAiAppGrants ({scopes.Count} scopes, {(ArePublished ? "published" : "not published")}; {tables.Count} tables, {views.Count} views)";

    private static bool Allows(FrozenDictionary<string, KoreAiTableAccess> granted, string name, KoreAiTableAccess access) =>
        access != KoreAiTableAccess.None && (granted.GetValueOrDefault(name) & access) == access;
}
