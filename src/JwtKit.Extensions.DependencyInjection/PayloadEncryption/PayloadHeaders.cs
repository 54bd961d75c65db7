using System.Buffers;
using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The headers that go with encrypted payloads.</summary>
internal static class PayloadHeaders
{
    /// <summary>The id of the client's key that the answer is to be encrypted for. Only ever selects among the keys that the server knows of that client.</summary>
    public const string ResponseKey = "JwtKit-Response-Key";

    /// <summary>An id that the client makes for each request, and that the contexts of request and answer hold.</summary>
    public const string RequestId = "JwtKit-Request-Id";

    private const int RequestIdBytes = 16;
    private const int MaximumKeyIdLength = 256;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>22 characters for 128 random bits.</summary>
    public static string NewRequestId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RequestIdBytes));

    public static bool IsRequestId(string text) => text.Length is >= 22 and <= 128 && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    /// <summary>1 to 256 printable ASCII characters, neither beginning nor ending with a space, which HTTP would not keep.</summary>
    public static bool IsKeyId(string text) =>
        text.Length is > 0 and <= MaximumKeyIdLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text[0] != ' ' && text[^1] != ' ';
}

/// <summary>The headers of a message whose content is replaced, by the table of <see cref="PayloadFields"/>.</summary>
internal static class MessageHeaders
{
    private const string ContentType = "Content-Type";

    /// <summary>Copies what stays.</summary>
    /// <param name="from">The content that was there, if any.</param>
    /// <param name="to">The content in its place.</param>
    /// <param name="contentType">The media type of that; none where null.</param>
    public static void Copy(HttpContent? from, HttpContent to, string? contentType)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in from?.Headers.NonValidated ?? default)
        {
            if (PayloadFields.IsKept(header.Key))
            {
                to.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        if (contentType is not null)
        {
            to.Headers.TryAddWithoutValidation(ContentType, contentType);
        }
    }

    /// <summary>Takes out what does not stay.</summary>
    /// <returns>What was taken out.</returns>
    public static List<KeyValuePair<string, string[]>> Strip(HttpHeaders headers)
    {
        List<KeyValuePair<string, string[]>> taken =
        [
            .. headers.NonValidated.Where(static header => !PayloadFields.IsKept(header.Key) && !IsExistence(header.Key, header.Value))
                .Select(static header => KeyValuePair.Create(header.Key, header.Value.ToArray())),
        ];
        taken.ForEach(header => headers.Remove(header.Key));
        return taken;
    }

    /// <summary>Puts back what was taken out.</summary>
    public static void Restore(HttpHeaders headers, List<KeyValuePair<string, string[]>> taken) =>
        taken.ForEach(header => headers.TryAddWithoutValidation(header.Key, header.Value));

    /// <summary>The field without which the request would mean something else; null if it has none.</summary>
    public static string? FindRefused(HttpRequestMessage request) =>
        request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .Where(header => PayloadFields.Find(header.Key) is { Decision: FieldDecision.Refuse }
                && PayloadFields.ChangesMeaning(header.Key, request.Method.Method)
                && !IsExistence(header.Key, header.Value))
            .Select(static header => header.Key)
            .FirstOrDefault();

    private static bool IsExistence(string name, HeaderStringValues values) => values.Count == 1 && PayloadFields.IsExistence(name, values.ToString());
}

/// <summary>Which messages have no body, for both sides of a payload encryption.</summary>
internal static class BodylessMessages
{
    private static readonly string[] Methods = ["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"];

    /// <summary>
    /// Whether a request of this method may come without a body: what it asks for is in the address. All others have a sealed body, also where it is empty, so that
    /// nobody can take one away.
    /// </summary>
    public static bool MayBeRequest(string method) => Methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a response has no content (RFC 9110 sections 6.4.1 and 15.3.6): to HEAD, and with the status 1xx, 204, 205 or 304.</summary>
    public static bool IsResponse(string method, int status) =>
        string.Equals(method, "HEAD", StringComparison.OrdinalIgnoreCase) || status is < 200 or 204 or 205 or 304;
}
