using System.Net.Http.Headers;

namespace JwtKit;

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
