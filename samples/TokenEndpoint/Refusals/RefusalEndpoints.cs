using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Provokes the platform's refusals for the page. For development only: whoever may call these routes gets the demo apps' tokens sent.</summary>
internal static class RefusalEndpoints
{
    public static void AddRefusals(this IServiceCollection services) => services.AddSingleton<FaultyTokens>();

    public static void MapRefusals(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/demo/refusals", static () => TypedResults.Ok(new Catalogue(
            DemoApps.All, [.. SdkRefusals.All.Select(Describe)], [.. ApiRefusals.All.Select(Describe)])));
        foreach (Refusal refusal in SdkRefusals.All.Concat(ApiRefusals.All))
        {
            endpoints.MapPost($"/demo/refusals/{refusal.Id}", (HttpContext context, FaultyTokens tokens, PlatformClient platform, IOptions<PlatformOptions> options) =>
                ProvokeAsync(refusal, tokens, platform, options.Value, context.RequestAborted));
        }
    }

    private static async Task<IResult> ProvokeAsync(
        Refusal refusal, FaultyTokens tokens, PlatformClient platform, PlatformOptions options, CancellationToken cancellationToken)
    {
        List<Exchange> exchanges = [];
        foreach (PlatformRequest request in refusal.Requests(tokens))
        {
            using HttpRequestMessage message = request.ToMessage();
            if (await platform.SendAsync(message, cancellationToken) is not { } answer)
            {
                return PlatformEndpoints.Unavailable(options);
            }

            exchanges.Add(Describe(request, answer));
        }

        return TypedResults.Ok(new Outcome(refusal.WordsOfJwtKit(tokens), refusal.Advice, exchanges));
    }

    private static Entry Describe(Refusal refusal) => new(refusal.Id, refusal.Title, refusal.Fault);

    private static Exchange Describe(PlatformRequest request, PlatformAnswer answer) => new(
        $"POST {request.Path}",
        request.Header,
        request.Header is null ? request.Token : WithoutSignature(request.Token),
        answer.Status,
        ReasonPhrases.GetReasonPhrase(answer.Status),
        Encoding.UTF8.GetString(answer.Body));

    /// <summary>A token for the public API speaks for the app, so that a browser gets it to look at, not to use.</summary>
    private static string WithoutSignature(string token) => token[..(token.LastIndexOf('.') + 1)];

    private sealed record Catalogue(IReadOnlyList<DemoApp> Apps, IReadOnlyList<Entry> Sdk, IReadOnlyList<Entry> Api);

    private sealed record Entry(string Id, string Title, string Fault);

    /// <param name="WordsOfJwtKit">Why JwtKit does not make such a token; null where it would.</param>
    /// <param name="Advice">What JwtKit does about it otherwise.</param>
    /// <param name="Exchanges">In the order they were sent.</param>
    private sealed record Outcome(string? WordsOfJwtKit, string? Advice, IReadOnlyList<Exchange> Exchanges);

    private sealed record Exchange(string Request, string? Header, string Token, int Status, string Reason, string Body);
}
