using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An API whose callers are checked as Kore.ai's platform does, as the page shows it.</summary>
[TestFixture]
internal sealed class KoreAiTokenExampleTests
{
    [Test]
    public async Task Checks_tokens_of_the_configured_apps()
    {
        using AppFiles files = new();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(files.Settings().Select(static setting => KeyValuePair.Create(
            setting.Key.Replace("Apps:", "KoreAiApps:", StringComparison.Ordinal).Replace("Platform:", "KoreAiPlatform:", StringComparison.Ordinal), setting.Value))).Build();
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.MapGet("/api/public/chat-history", static () => "chat history").RequireKoreScope(KoreAiScopes.ChatHistory);
                MapGrant(app);
            },
            services: services =>
            {
                services.AddInMemoryReplayStore(acceptEarlierTokens: true);
                services.AddAuthorization();
                Add(new Example(services, configuration));
            });
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        Answer api = await host.GetAsync("/api/public/chat-history", ("auth", Jwt.Sign(KoreAi.ApiToken("cs-1", "reporting"), key, host.Time)));
        Answer user = await host.GetAsync("/grant", ("assertion", Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, host.Time)));
        Answer refused = await host.GetAsync("/grant", ("assertion", "x"));

        Assert.That((api.Status, user.Body, refused.Status), Is.EqualTo((HttpStatusCode.OK, "john", HttpStatusCode.Unauthorized)));
    }

    private static void Add(Example builder)
    {
        #region tokens
        builder.Services.AddKoreAiApps(builder.Configuration.GetSection("KoreAiApps"), builder.Configuration.GetSection("KoreAiPlatform"));
        builder.Services.AddAuthentication(KoreAiBearerDefaults.AuthenticationScheme).AddKoreAiBearer();

        #endregion
    }

    private static void MapGrant(WebApplication app)
    {
        #region tokens
        app.MapGet("/grant", async ([FromHeader] string assertion, [FromKeyedServices(KoreAiValidatorNames.User)] ITokenValidator users) =>
        {
            ValidationOutcome outcome = await users.ValidateAsync(assertion);
            return outcome.Succeeded
                ? Results.Text(outcome.Token.Subject)
                : Results.Text(KoreAi.ErrorBody(outcome.Failure), "application/json", statusCode: KoreAi.ErrorStatusCode);
        });
        #endregion
    }

    private sealed record Example(IServiceCollection Services, IConfiguration Configuration);
}
