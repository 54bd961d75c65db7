using System.Text.RegularExpressions;

namespace JwtKit.Tests;

/// <summary>A link on a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Target">What it leads to, as it is written.</param>
internal sealed partial record PageLink(string Page, string Target)
{
    /// <summary>Why the link leads nowhere, or where no page of this repository may lead; null for a good one.</summary>
    public string? Fault()
    {
        if (Scheme().IsMatch(Target))
        {
            return Standard().IsMatch(Target) ? null : "leads out of the repository";
        }

        string[] parts = Target.Split('#', 2);
        string path = Uri.UnescapeDataString(parts[0]);
        string? anchor = parts.Length > 1 ? parts[1] : null;
        if (path.Length > 0 && IsPackagePage(Page))
        {
            return "leads out of a package, in which its page stands alone";
        }

        string file = path.Length == 0 ? Page : RepositoryFolder.Combine(Path.GetDirectoryName(Page)!, path);
        return path.StartsWith('/') || file.StartsWith("..", StringComparison.Ordinal) ? "is not relative to its page and inside the repository"
            : !Path.Exists(RepositoryFolder.PathOf(file)) ? "leads to a file that is not there"
            : anchor is not null && !AnchorsOf(file).Contains(anchor) ? "leads to a heading that is not there"
            : null;
    }

    public override string ToString() => $"{Page}: {Target}";

    /// <summary>A README that stands in a NuGet package too, where nothing else of the repository is beside it.</summary>
    private static bool IsPackagePage(string page) => page.Split('/') is ["src", _, "README.md"];

    private static IReadOnlySet<string> AnchorsOf(string file) =>
        file.EndsWith(".md", StringComparison.Ordinal) ? MarkdownPage.Read(file).Anchors : new HashSet<string>();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//|www[.])", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex("^https://www[.]rfc-editor[.]org/rfc/rfc[1-9][0-9]*$")]
    private static partial Regex Standard();
}
