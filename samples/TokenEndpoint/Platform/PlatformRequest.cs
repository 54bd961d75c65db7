namespace JwtKit.Samples.TokenEndpoint;

/// <summary>A request to the platform that carries a token.</summary>
/// <param name="Path">Below the platform's address.</param>
/// <param name="Token">Signed or encrypted.</param>
/// <param name="Header">The header that carries the token; null where the body does.</param>
internal sealed record PlatformRequest(string Path, string Token, string? Header = null)
{
    /// <summary>The exchange of an SDK user's token for a bearer token.</summary>
    public const string GrantPath = "/api/oAuth/token/jwtgrant";

    private const string Auth = "auth";

    public static PlatformRequest Grant(string token) => new(GrantPath, token);

    /// <summary>A call of a public API.</summary>
    public static PlatformRequest Api(string path, string token, string header = Auth) => new("/api/public/" + path, token, header);

    public HttpRequestMessage ToMessage()
    {
        HttpRequestMessage message = new(HttpMethod.Post, Path)
        {
            Content = Header is null ? JsonContent.Create(new { assertion = Token }) : JsonContent.Create(new { }),
        };
        if (Header is not null)
        {
            message.Headers.TryAddWithoutValidation(Header, Header == Auth ? Token : "Bearer " + Token);
        }

        return message;
    }
}
