using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JwtKit;

/// <summary>Takes the headers that speak of a payload out of a message on the server, by the table of <see cref="PayloadFields"/>.</summary>
internal static class PlaintextHeaders
{
    /// <summary>
    /// What came outside of the encryption is not shown as if it were about the payload, and no condition makes a response without content: the client has no validator to
    /// compare. Conditions of a change stay, since without them the change would be made regardless.
    /// </summary>
    public static void RemoveFrom(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        foreach (string name in headers.Keys.Where(name => IsRemoved(name, context.Request.Method)).ToArray())
        {
            headers.Remove(name);
        }

        context.Features.Set<IHttpRequestTrailersFeature>(null);
    }

    /// <summary>All that speaks of the payload, which only the envelope may carry.</summary>
    public static void RemoveFrom(IHeaderDictionary response)
    {
        foreach (string name in response.Keys.Where(static name => PayloadFields.Find(name) is { Decision: FieldDecision.Drop or FieldDecision.Refuse }).ToArray())
        {
            response.Remove(name);
        }
    }

    private static bool IsRemoved(string name, string method) => PayloadFields.Find(name)?.Decision switch
    {
        FieldDecision.Drop => true,
        FieldDecision.Refuse => !PayloadFields.ChangesMeaning(name, method),
        _ => false,
    };
}
