using System.Text.Json;
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

    /// <exception cref="BadHttpRequestException">The body is too long, malformed, or of another type.</exception>
    public static async ValueTask<PostedIdentity> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed.MediaType.Value : null;
        bool isForm = string.Equals(type, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        bool isJson = string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase);
        if (!isForm && !isJson)
        {
            throw new BadHttpRequestException("A JSON object or a URL-encoded form is needed.", StatusCodes.Status415UnsupportedMediaType);
        }

        using MemoryStream body = await ReadBoundedAsync(request, cancellationToken).ConfigureAwait(false);
        return isForm
            ? await ReadFormAsync(request, body, cancellationToken).ConfigureAwait(false)
            : ReadJson(body);
    }

    private static async ValueTask<MemoryStream> ReadBoundedAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        MemoryStream body = new();
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
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

    private static async ValueTask<PostedIdentity> ReadFormAsync(HttpRequest request, MemoryStream body, CancellationToken cancellationToken)
    {
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
