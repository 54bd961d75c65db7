namespace JwtKit;

/// <summary>The header that carries a client's token.</summary>
internal sealed record TokenHeader(string Name, string? Scheme)
{
    private const string Authorization = "Authorization";
    private const string KoreAiApi = "auth";

    public static TokenHeader Of(TokenHeaderOptions options, TokenPlatform platform)
    {
        string name = options.Header ?? (platform == TokenPlatform.KoreAiApi ? KoreAiApi : Authorization);
        return new TokenHeader(name, options.Scheme ?? (name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) ? "Bearer" : null));
    }

    /// <exception cref="ArgumentException">A request can carry no such header.</exception>
    public static void Check(TokenHeaderOptions options)
    {
        using HttpRequestMessage request = new();
        if (options.Header is { } name && !request.Headers.TryAddWithoutValidation(name, "x"))
        {
            throw new ArgumentException($"'{name}' is not the name of a request header.");
        }
    }

    public string ValueOf(string token) => string.IsNullOrEmpty(Scheme) ? token : $"{Scheme} {token}";
}
