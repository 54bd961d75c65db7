using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>The answer with a token: a JSON object of one member.</summary>
/// <param name="member">The member's name, as the platform's client reads it.</param>
internal sealed class TokenResponse(string member)
{
    private readonly byte[] start = Encoding.UTF8.GetBytes($"{{\"{member}\":\"");
    private readonly byte[] end = "\"}"u8.ToArray();

    public async Task WriteAsync(HttpContext context, ITokenIssuer issuer, TokenIdentity identity, bool encrypt)
    {
        // Into a buffer first: if issuing fails, nothing of the answer has gone out yet. A token has no character that JSON escapes.
        using AnswerBuffer body = new();
        body.Write(start);
        await issuer.IssueAsync(body, identity, encrypt, context.RequestAborted).ConfigureAwait(false);
        body.Write(end);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.Written, context.RequestAborted).ConfigureAwait(false);
    }
}
