using System.Net;
using System.Text.Json.Nodes;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A response with everything that the tests look at.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The token, under whichever of the two names it came.</summary>
    public string Token => (Json["token"] ?? Json["jwt"])!.GetValue<string>();

    public JsonObject TokenHeader => TokenText.Part(Token, 0);

    public JsonObject Claims => TokenText.Part(Token, 1);

    public string? Code => Json["code"]?.GetValue<string>();

    /// <summary>What a browser would send back of the cookies that were set.</summary>
    public string Cookie => string.Join("; ", Headers["Set-Cookie"].Split('\n').Select(static cookie => cookie.Split(';')[0]));

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            static header => header.Key, static header => string.Join('\n', header.Value), StringComparer.OrdinalIgnoreCase));
}
