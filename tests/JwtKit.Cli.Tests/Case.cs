namespace JwtKit.Cli.Tests;

/// <summary>One file of the table: calls, their input, and what they must answer. <c>Cases/README.md</c> describes the form.</summary>
internal sealed record Case(string Name, IReadOnlyList<Case.Section> Sections)
{
    public override string ToString() => Name;

    /// <summary>One part of a case: what it is, its argument, and its text.</summary>
    internal sealed record Section(string Kind, string Argument, string Text);

    /// <summary>All cases of a folder.</summary>
    public static IEnumerable<Case> ReadAll(string folder) => Directory
        .EnumerateFiles(folder, "*.case", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Read(Path.ChangeExtension(Path.GetRelativePath(folder, file), null), File.ReadAllText(file)));

    private static Case Read(string name, string text)
    {
        const string Mark = "--- ";
        List<Section> sections = [];
        string[] parts = ("\n" + text.ReplaceLineEndings("\n")).Split("\n" + Mark);

        // What stands before the first section says why the case is there.
        foreach (string part in parts[1..])
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            string head = end < 0 ? part : part[..end];
            string body = end < 0 ? "" : part[(end + 1)..];
            string[] words = head.Split(' ', 2);

            // The line break before the next mark ends the last line of this part.
            sections.Add(new Section(words[0], words.Length > 1 ? words[1] : "", body.Length > 0 && !body.EndsWith('\n') ? body + "\n" : body));
        }

        return new Case(name, sections);
    }
}
