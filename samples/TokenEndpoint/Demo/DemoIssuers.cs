using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>An issuer and a token endpoint for each choice of the page, beside those of the configuration. For development only.</summary>
internal sealed class DemoIssuers : IPostConfigureOptions<JwtKitOptions>
{
    public void PostConfigure(string? name, JwtKitOptions options)
    {
        foreach (DemoChoice choice in DemoChoice.All)
        {
            options.Issuers[choice.Issuer] = choice.ToOptions();
        }
    }
}

internal static class DemoIssuersExtensions
{
    /// <summary>To be called before AddDemoKeys, which gives these issuers their keys.</summary>
    public static void AddDemoIssuers(this IServiceCollection services) => services.AddSingleton<IPostConfigureOptions<JwtKitOptions>, DemoIssuers>();

    public static void MapDemoIssuers(this WebApplication app, int visitorsPerMinute)
    {
        foreach (DemoChoice choice in DemoChoice.All)
        {
            app.MapTokenEndpoint(choice.Route, choice.Issuer)
                .AllowAnonymousVisitors(visitors => visitors.TokensPerMinute = visitorsPerMinute)
                .WithSubjectClaim("email");
        }
    }
}
