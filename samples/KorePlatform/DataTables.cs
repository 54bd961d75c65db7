namespace JwtKit.Samples.KorePlatform;

/// <summary>A few data tables and views, in memory.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class DataTables
{
    public const string IdColumn = "sys_Id";

    private const int MaximumRows = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TableDefinition> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ViewDefinition> views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, string>>> rows = new(StringComparer.Ordinal);

    public DataTables()
    {
        foreach (string name in (string[])["orders", "drafts", "customers"])
        {
            Import(name, new TableDefinition(name, ["number", "status"]));
        }

        Import("late-orders", new ViewDefinition("late-orders", "orders", new Dictionary<string, string> { ["status"] = "late" }));
        Import("open-orders", new ViewDefinition("open-orders", "orders", new Dictionary<string, string> { ["status"] = "open" }));
        Add("orders", new() { ["number"] = "1", ["status"] = "open" });
        Add("orders", new() { ["number"] = "2", ["status"] = "late" });
        Add("customers", new() { ["number"] = "7", ["status"] = "active" });
    }

    public TableDefinition? Table(string name)
    {
        lock (gate)
        {
            return tables.GetValueOrDefault(name);
        }
    }

    public ViewDefinition? View(string name)
    {
        lock (gate)
        {
            return views.GetValueOrDefault(name);
        }
    }

    /// <summary>Puts a definition in place. The rows of a table stay.</summary>
    public void Import(string name, TableDefinition definition)
    {
        lock (gate)
        {
            tables[name] = definition with { Name = name };
            rows.TryAdd(name, []);
        }
    }

    public void Import(string name, ViewDefinition definition)
    {
        lock (gate)
        {
            views[name] = definition with { Name = name };
        }
    }

    /// <summary>The new row; null where the table does not have such columns, or is full.</summary>
    public Dictionary<string, string>? Add(string table, Dictionary<string, string> data)
    {
        lock (gate)
        {
            if (!Has(table, data) || rows[table].Count == MaximumRows)
            {
                return null;
            }

            Dictionary<string, string> row = new(data) { [IdColumn] = Guid.NewGuid().ToString() };
            rows[table].Add(row);
            return new(row);
        }
    }

    public List<Dictionary<string, string>> Find(string table, IEnumerable<KeyValuePair<string, string>> query)
    {
        lock (gate)
        {
            return [.. rows.GetValueOrDefault(table, []).Where(row => Matches(row, query)).Select(static row => new Dictionary<string, string>(row))];
        }
    }

    /// <summary>How many rows were changed; null where the table does not have such columns.</summary>
    public int? Change(string table, IEnumerable<KeyValuePair<string, string>> query, Dictionary<string, string> data)
    {
        lock (gate)
        {
            if (!Has(table, data))
            {
                return null;
            }

            List<Dictionary<string, string>> found = [.. rows[table].Where(row => Matches(row, query))];
            foreach ((string column, string value) in data)
            {
                found.ForEach(row => row[column] = value);
            }

            return found.Count;
        }
    }

    public int Delete(string table, IEnumerable<KeyValuePair<string, string>> query)
    {
        lock (gate)
        {
            return rows.GetValueOrDefault(table, []).RemoveAll(row => Matches(row, query));
        }
    }

    private static bool Matches(Dictionary<string, string> row, IEnumerable<KeyValuePair<string, string>> query) =>
        query.All(wanted => row.GetValueOrDefault(wanted.Key) == wanted.Value);

    private bool Has(string table, Dictionary<string, string> data) => tables.TryGetValue(table, out TableDefinition? definition) && data.Keys.All(definition.Columns!.Contains);
}
