using System.Buffers;

namespace JwtKit;

/// <summary>Where the table is. Names are restricted to what needs no escaping, and quoted all the same, so that reserved words and capitals mean themselves.</summary>
internal sealed class TableName
{
    public const string DefaultSchema = "public";
    public const string DefaultTable = "jwtkit_replay";

    private const string IndexSuffix = "_expires";

    /// <summary>PostgreSQL cuts longer names off, so that two of them could become one.</summary>
    private const int MaximumLength = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <exception cref="ArgumentException">A name is empty, too long or has other characters.</exception>
    public TableName(string schema, string table)
    {
        Require(schema, MaximumLength, nameof(PostgreSqlReplayOptions.Schema));
        Require(table, MaximumLength - IndexSuffix.Length, nameof(PostgreSqlReplayOptions.Table));
        Quoted = $"\"{schema}\".\"{table}\"";
        QuotedIndex = $"\"{table}{IndexSuffix}\"";
    }

    /// <summary>Schema and table for use in a statement.</summary>
    public string Quoted { get; }

    /// <summary>The index on the times, which is in the table's schema by itself.</summary>
    public string QuotedIndex { get; }

    private static void Require(string name, int maximumLength, string option)
    {
        if (string.IsNullOrEmpty(name) || name.Length > maximumLength || char.IsAsciiDigit(name[0]) || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException($"{option} must be 1 to {maximumLength} ASCII letters, digits and underscores, and not begin with a digit.", option);
        }
    }
}
