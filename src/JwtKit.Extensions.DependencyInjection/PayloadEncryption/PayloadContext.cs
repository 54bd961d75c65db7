using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>The contexts of the messages of one payload encryption.</summary>
/// <remarks>
/// A request's context is its prefix, the word <c>request</c> and base64url(SHA-256(method LF target LF request id)), an answer's its prefix, the word
/// <c>response</c> and base64url(SHA-256(method LF target LF request id LF status)), each with one space between. The target is path and query as they are on
/// the wire. Hashed, because it may be longer than a context and some formats send the context in the clear.
/// </remarks>
/// <param name="prefix">What each begins with; null binds nothing.</param>
internal sealed class PayloadContext(string? prefix)
{
    /// <summary>Whether messages are bound to their request.</summary>
    public bool Binds => prefix is not null;

    public EnvelopeContext OfRequest(string method, string target, string requestId) => Of("request", method, target, requestId, string.Empty);

    public EnvelopeContext OfResponse(string method, string target, string requestId, int status) =>
        Of("response", method, target, requestId, "\n" + status.ToString(CultureInfo.InvariantCulture));

    private EnvelopeContext Of(string direction, string method, string target, string requestId, string more)
    {
        if (prefix is null)
        {
            return EnvelopeContext.None;
        }

        byte[] bound = SHA256.HashData(Encoding.UTF8.GetBytes($"{method.ToUpperInvariant()}\n{target}\n{requestId}{more}"));
        return EnvelopeContext.FromString($"{prefix} {direction} {Base64Url.EncodeToString(bound)}");
    }
}
