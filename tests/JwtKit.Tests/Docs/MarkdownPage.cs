using System.Text.RegularExpressions;

namespace JwtKit.Tests;

/// <summary>A page in Markdown: its headings as GitHub names them, its links, and the code within its lines. What blocks of code and comments hold is not read.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string name, string text)
    {
        string prose = Comment().Replace(Fence().Replace(text, ""), "");
        Code = [.. Span().Matches(prose).Select(static span => span.Groups["code"].Value)];
        Anchors = AnchorsIn(prose);

        // Marks within code are no links, and text that is code is text all the same.
        prose = Span().Replace(prose, "code");
        Links =
        [
            .. new[] { Inline(), Image(), Definition(), Tag(), Reference() }
                .SelectMany(kind => kind.Matches(prose))
                .Select(static link => link.Groups["target"].Value)
                .Concat(Bare().Matches(prose).Select(static address => address.Value))
                .Distinct(StringComparer.Ordinal)
                .Select(target => new PageLink(name, target)),
        ];
    }

    /// <summary>All pages of the repository.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. RepositoryFolder.Below("", "*.md").Where(static name => !name.StartsWith(".git/", StringComparison.Ordinal))];

    /// <summary>What follows the <c>#</c> in a link to each heading.</summary>
    public IReadOnlySet<string> Anchors { get; }

    public IReadOnlyList<PageLink> Links { get; }

    /// <summary>What stands between backquotes.</summary>
    public IReadOnlyList<string> Code { get; }

    public static MarkdownPage Read(string name) => new(name, string.Join('\n', RepositoryFolder.ReadLines(name)));

    public static MarkdownPage Of(string text) => new("page.md", text);

    /// <summary>
    /// GitHub's rule: lower case; letters, digits, underscores and hyphens stay, a space becomes a hyphen, all else goes; a name that is there already
    /// gets a number.
    /// </summary>
    private static HashSet<string> AnchorsIn(string prose)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        HashSet<string> anchors = new(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(prose))
        {
            string text = Inline().Replace(heading.Groups["text"].Value, "${text}");
            string slug = Dropped().Replace(text.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            int count = seen.GetValueOrDefault(slug);
            seen[slug] = count + 1;
            anchors.Add(count == 0 ? slug : $"{slug}-{count}");
        }

        return anchors;
    }

    [GeneratedRegex("^ {0,3}(?<mark>`{3,}|~{3,})[^\n]*\n.*?^ *\\k<mark>[`~]* *$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("(?<!`)(?<mark>`+)(?!`)(?<code>(?:(?!\n\n).)+?)(?<!`)\\k<mark>(?!`)", RegexOptions.Singleline)]
    private static partial Regex Span();

    [GeneratedRegex("^ {0,3}#{1,6} +(?<text>[^\n]*?) *#*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")]
    private static partial Regex Dropped();

    [GeneratedRegex("""\[(?<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?<target>[^)\s>]*)>?[^)]*\)""")]
    private static partial Regex Inline();

    /// <summary>Also where it is the text of a link.</summary>
    [GeneratedRegex("""!\[[^\[\]]*\]\(\s*<?(?<target>[^)\s>]*)>?[^)]*\)""")]
    private static partial Regex Image();

    [GeneratedRegex(@"^ {0,3}\[[^\]]+\]:\s*<?(?<target>[^\s>]+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    /// <summary>The name in brackets is no path, so that such a link is found to lead nowhere: links are written where they are.</summary>
    [GeneratedRegex(@"\](?<target>\[[^\[\]]*\])")]
    private static partial Regex Reference();

    [GeneratedRegex("""<[a-z][^>]*\b(?:href|src)\s*=\s*["']?(?<target>[^"'\s>]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    /// <summary>GitHub makes a link of an address that just stands there.</summary>
    [GeneratedRegex("""\b(?:https?://|mailto:|www[.])[^\s<>()\[\]"']*[^\s<>()\[\]"'.,;:]""", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}
