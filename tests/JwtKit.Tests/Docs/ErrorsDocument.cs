using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace JwtKit.Tests;

/// <summary>The text of docs/errors.md: the codes and what they mean from the code and its doc comments, what to do from <see cref="ErrorActions"/>.</summary>
internal static class ErrorsDocument
{
    private const string Start = """
        # Error codes

        Codes are stable: none is ever renamed or given another meaning. Programs and logs use the code; the sentence beside it is for people and may be improved.
        *Caller* is whoever sent the token, *issuer* whoever made it, *operator* whoever runs the receiver.

        ## Tokens

        `TokenFailure.Code`, one of `TokenFailureCodes`.

        | code | meaning | what to do |
        |---|---|---|

        """;

    private const string Sets = """

        ## JWK sets

        `JwkSetFault.Code`. The set is refused as a whole; whoever publishes it has to mend it.

        | code | meaning |
        |---|---|

        """;

    private const string Skipped = """

        ## Keys of a set

        `SkippedJwk.Code`, of `JwkSet.Skipped`, `JwksResolver.Skipped` and `VerificationKey.FromJwkSet`. The key is left out, the others of the set count.

        | code | meaning |
        |---|---|

        """;

    private const string Fetches = """

        ## Fetched keys

        `JwksFailure.Code`, of `JwksResolver.LastFailure`: one of these, or of those above where what came is no acceptable set. The last good set goes on counting.

        | code | meaning |
        |---|---|

        """;

    private const string End = """

        ## Elsewhere

        The codes of token endpoints and of encrypted requests are on the page of [JwtKit.AspNetCore](../../JwtKit.AspNetCore/README.md), those of mutual TLS on that of
        [JwtKit.MutualTls](../../JwtKit.MutualTls/README.md).

        """;

    public static string Text()
    {
        XElement comments = XDocument.Load(Path.ChangeExtension(typeof(TokenFailureCodes).Assembly.Location, ".xml")).Root!.Element("members")!;
        StringBuilder text = new(Start);
        foreach ((string code, string name) in CodesOf(typeof(TokenFailureCodes)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{code}` | {Summary(comments, typeof(TokenFailureCodes), name)} | {ErrorActions.Of.GetValueOrDefault(code)} |\n");
        }

        text.Append(Sets);
        AppendCodes(text, comments, typeof(JwkSetFault));
        text.Append(Skipped);
        AppendCodes(text, comments, typeof(SkippedJwk));
        text.Append(Fetches);
        AppendCodes(text, comments, typeof(JwksFailure));
        return text.Append(End).ToString();
    }

    private static void AppendCodes(StringBuilder text, XElement comments, Type type)
    {
        foreach ((string code, string name) in CodesOf(type))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{code}` | {Summary(comments, type, name)} |\n");
        }
    }

    /// <summary>The constants in the order in which they are written.</summary>
    public static IEnumerable<(string Code, string Name)> CodesOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static constant => constant.IsLiteral)
        .OrderBy(static constant => constant.MetadataToken)
        .Select(static constant => ((string)constant.GetRawConstantValue()!, constant.Name));

    private static string Summary(XElement comments, Type type, string name)
    {
        XElement summary = comments.Elements("member").Single(member => (string?)member.Attribute("name") == $"F:{type.FullName}.{name}").Element("summary")!;
        string text = string.Concat(summary.Nodes().Select(Markdown));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{Short((string)see.Attribute("cref")!)}`",
        XElement element => $"`{element.Value}`",
        _ => ((XText)node).Value,
    };

    /// <summary>Type and member, without the namespace and the parameters.</summary>
    private static string Short(string reference) => string.Join('.', reference[2..].Split('(')[0].Split('.').Skip(1));
}
