using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace JwtKit;

/// <summary>Says what is wrong with a connection string, and shows none of its text: it can hold a password, and Npgsql's own exceptions quote it.</summary>
internal static class ConnectionStringCheck
{
    /// <summary>What is wrong, as the end of a sentence about the connection string; null where nothing is.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever Npgsql throws is a fault of the text, and may quote it.")]
    public static string? FaultOf(string connectionString)
    {
        DbConnectionStringBuilder given = [];
        try
        {
            given.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            return "is not a connection string: write Name=value, several of them with semicolons between, and a value with a semicolon, a quote or spaces around it in quotes.";
        }

        NpgsqlConnectionStringBuilder read = [];
        foreach (string name in given.Keys!)
        {
            if (!read.ContainsKey(name))
            {
                return "has a setting that Npgsql does not know; see its documentation for the names.";
            }

            try
            {
                read[name] = given[name];
            }
            catch (Exception)
            {
                return $"has a value for {name} that Npgsql does not accept.";
            }
        }

        if (string.IsNullOrWhiteSpace(read.Host))
        {
            return "names no Host.";
        }

        try
        {
            using NpgsqlDataSource made = NpgsqlDataSource.Create(connectionString);
            return null;
        }
        catch (Exception)
        {
            return "has settings that Npgsql does not accept together.";
        }
    }
}
