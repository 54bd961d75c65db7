using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>Reads the body that Kore.ai's SDKs post: JSON or a URL-encoded form of at most 16 KiB.</summary>
internal static class PostedBody
{
    public const int MaximumLength = 16 * 1024;

    private const string IdentityName = "identity";
    private const string AnonymousName = "isAnonymous";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <exception cref="BadHttpRequestException">The body is too long, malformed, of another type, or of another charset than UTF-8.</exception>
    public static async ValueTask<PostedIdentity> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        MediaTypeHeaderValue? type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed : null;
        bool isForm = type is not null && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        bool isJson = type is not null && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        if (!isForm && !isJson)
        {
            throw new BadHttpRequestException("A JSON object or a URL-encoded form is needed.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (!IsUtf8(type!))
        {
            throw new BadHttpRequestException("The charset must be UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        using MemoryStream body = await ReadBoundedAsync(request, cancellationToken).ConfigureAwait(false);
        if (!Utf8.IsValid(body.ToArray()))
        {
            throw Malformed();
        }

        return isForm
            ? await ReadFormAsync(request, body, IsAscii(type!), cancellationToken).ConfigureAwait(false)
            : ReadJson(body);
    }

    /// <summary>Both types are UTF-8 (RFC 8259 section 8.1, WHATWG URL section 5); ASCII is a part of it. .NET throws for the charsets that it has switched off, such as UTF-7.</summary>
    private static bool IsUtf8(MediaTypeHeaderValue type)
    {
        StringSegment charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAscii(MediaTypeHeaderValue type) => HeaderUtilities.RemoveQuotes(type.Charset).Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<MemoryStream> ReadBoundedAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        MemoryStream body = new();
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await ReadSomeAsync(request, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > MaximumLength)
            {
                throw new BadHttpRequestException($"A body of at most {MaximumLength} bytes is needed.", StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        body.Position = 0;
        return body;
    }

    /// <exception cref="ConnectionAbortedException">The client has gone. Servers report that as an <see cref="IOException"/> or a cancellation, sometimes before <see cref="HttpContext.RequestAborted"/> is set.</exception>
    private static async ValueTask<int> ReadSomeAsync(HttpRequest request, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is (IOException and not BadHttpRequestException) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ConnectionAbortedException("The client has ended the request before its body was complete.", e);
        }
    }

    private static async ValueTask<PostedIdentity> ReadFormAsync(HttpRequest request, MemoryStream body, bool isAscii, CancellationToken cancellationToken)
    {
        // ReadFormAsync replaces or keeps what is not of the charset after the percent-decoding: two different users could become one.
        byte[] encoded = body.ToArray();
        byte[] decoded = WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length);
        if (!(isAscii ? Ascii.IsValid(decoded) : Utf8.IsValid(decoded)))
        {
            throw Malformed();
        }

        request.Body = body;
        try
        {
            IFormCollection form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
            return new PostedIdentity(NotEmpty(Single(form, IdentityName)), Truth(Single(form, AnonymousName)));
        }
        catch (InvalidDataException)
        {
            throw Malformed();
        }
    }

    private static PostedIdentity ReadJson(MemoryStream body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.ToArray(), Strict);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new PostedIdentity(NotEmpty(Text(root, IdentityName)), Truth(Text(root, AnonymousName)))
                : throw Malformed();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed();
        }
    }

    private static string? Single(IFormCollection form, string name)
    {
        StringValues values = form[name];
        return values.Count <= 1 ? (string?)values : throw Malformed();
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? throw Malformed() : value.ToString();
    }

    /// <summary>Web and Android say true and false, as text or as JSON; iOS says 1 and 0.</summary>
    private static bool? Truth(string? text) => text?.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static BadHttpRequestException Malformed() => new("The body is not what its content type says.", StatusCodes.Status400BadRequest);
}
