using System.Buffers;

namespace JwtKit;

/// <summary>
/// What a fault may show of a value from the configuration. A value that is wrong can be a secret that stands under the wrong setting, and faults are logged; so a value is
/// shown only where it is nearly a name that is known, or too short for a secret, and otherwise its length is.
/// </summary>
internal static class ShownValue
{
    /// <summary>Nobody's secret is as short, and <c>yes</c> and <c>off</c> are common.</summary>
    private const int Short = 4;

    /// <summary>How many letters a misspelled name may have wrong, missing or too many.</summary>
    private const int Misspelled = 2;

    /// <summary>Longer than any name that is known.</summary>
    private const int LongestName = 40;

    private const int LongestDuration = 24;

    private static readonly SearchValues<char> DurationCharacters = SearchValues.Create("0123456789:.");

    private static readonly string[] KeyFileEndings =
        [".pem", ".key", ".crt", ".cer", ".der", ".crl", ".pub", ".pfx", ".p12", ".p8", ".jwk", ".jwks", ".json", ".txt", ".secret", ".dat", ".bin"];

    /// <summary><c>'RS265'</c>, or <c>a value of 44 characters</c>.</summary>
    public static string Of(string value, params IEnumerable<string> known) => IsShown(value, known) ? $"'{value}'" : Length(value);

    /// <summary>The same for a signature's algorithm.</summary>
    public static string OfAlgorithm(string value) => Of(value, SignatureAlgorithm.All.Select(static known => known.Name));

    /// <summary>The same for the algorithm of a key's encryption.</summary>
    public static string OfKeyManagement(string value) => Of(value, KeyManagement.All.Select(static known => known.Name));

    /// <summary>The same for a duration, which has digits, colons and a dot.</summary>
    public static string OfDuration(string value) =>
        value.Length <= LongestDuration && value.Contains(':', StringComparison.Ordinal) && !value.AsSpan().ContainsAnyExcept(DurationCharacters) ? $"'{value}'" : Of(value);

    /// <summary>The same for an address, which is shown where it is scheme, host and port alone: anything behind these, or before the host, can be a secret.</summary>
    public static string OfAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && uri.PathAndQuery == "/"
        && uri.Fragment.Length == 0
            ? $"'{value}'"
            : Of(value);

    /// <summary>
    /// The same for a file: its full path where it exists, where it begins in a folder that exists, or where it ends as files of keys do; otherwise the folder that it would be in.
    /// </summary>
    public static string OfFile(string path)
    {
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or IOException or NotSupportedException)
        {
            return Length(path);
        }

        if (File.Exists(full) || Directory.Exists(full) || BeginsInFolder(path) || HasEndingOfKeys(path))
        {
            return $"'{full}'";
        }

        return Path.IsPathRooted(path) ? Length(path) : $"{Length(path)} in '{Environment.CurrentDirectory}'";
    }

    /// <summary>The name of a setting that is not known: itself where it is nearly one that is, otherwise its length.</summary>
    /// <returns>The last part of its key, and what is wrong with it.</returns>
    public static (string Key, string Fault) OfSetting(string name, IEnumerable<string> known) => IsShown(name, known)
        ? (name, "is not a known setting")
        : ("…", $"is not a known setting (its name has {name.Length} characters)");

    private static string Length(string value) => $"a value of {value.Length} characters";

    private static bool IsShown(string value, IEnumerable<string> known) =>
        !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && (value.Length <= Short || (value.Length <= LongestName && known.Any(name => IsNearly(value, name))));

    /// <summary>The top folder of a path: no secret begins with /etc/ or config/ by chance.</summary>
    private static bool BeginsInFolder(string path)
    {
        int end = path.AsSpan(1).IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + 1;
        return end > 1 && path.Length <= 1024 && path[..end].AsSpan().ContainsAnyExcept("./\\") && Directory.Exists(path[..end]);
    }

    private static bool HasEndingOfKeys(string path) => path.Length <= 255 && KeyFileEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether one becomes the other by so many insertions, deletions and changes of one letter; its case does not count.</summary>
    private static bool IsNearly(string value, string name)
    {
        if (Math.Abs(value.Length - name.Length) > Misspelled)
        {
            return false;
        }

        int[] row = [.. Enumerable.Range(0, name.Length + 1)];
        for (int i = 1; i <= value.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.Length; j++)
            {
                int change = diagonal + (char.ToUpperInvariant(value[i - 1]) == char.ToUpperInvariant(name[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1] <= Misspelled;
    }
}

/// <summary>Says which names there are, where one was asked for that is not among them.</summary>
internal static class ConfiguredNames
{
    public static string Describe(IEnumerable<string> names)
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? "none is configured" : $"configured are {string.Join(", ", sorted)}";
    }
}
