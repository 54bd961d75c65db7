namespace JwtKit;

/// <summary>Settings that could not be read are not missing as well: of their faults the first one is enough.</summary>
internal static class UnreadFaults
{
    /// <summary>Takes out the faults of settings that could not be read.</summary>
    public static void Remove(List<string> faults, IReadOnlyCollection<string>? unread)
    {
        if (unread is { Count: > 0 } && faults.Count > 0)
        {
            HashSet<string> settings = new(unread.Select(SettingOf), StringComparer.Ordinal);
            faults.RemoveAll(fault => settings.Contains(SettingOf(fault)));
        }
    }

    /// <summary>Whether one of the faults is about a setting.</summary>
    /// <param name="faults">A line per fault.</param>
    /// <param name="setting">The full key of the setting.</param>
    public static bool Has(IReadOnlyCollection<string>? faults, string setting) => faults?.Any(fault => SettingOf(fault) == setting) == true;

    private static string SettingOf(string fault) => fault.IndexOf(": ", StringComparison.Ordinal) is >= 0 and int end ? fault[..end] : fault;
}
