using System.Net.Http.Headers;

namespace JwtKit;

/// <summary>The content headers of a message whose content was replaced.</summary>
internal static class MessageHeaders
{
    private const string ContentType = "Content-Type";

    /// <summary>What says something of the bytes that were there before.</summary>
    private static readonly string[] OfBytes = [ContentType, "Content-Length", "Content-Encoding", "Content-MD5", "Content-Range", "Content-Digest"];

    /// <param name="from">The content that was there, if any.</param>
    /// <param name="to">The content in its place.</param>
    /// <param name="contentType">The media type of that; none where null.</param>
    public static void Copy(HttpContent? from, HttpContent to, string? contentType)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in from?.Headers.NonValidated ?? default)
        {
            if (!OfBytes.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            {
                to.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        if (contentType is not null)
        {
            to.Headers.TryAddWithoutValidation(ContentType, contentType);
        }
    }
}
