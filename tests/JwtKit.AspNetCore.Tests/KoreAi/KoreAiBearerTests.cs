using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Apps that call an API with their tokens in the header <c>auth</c>, against a real server.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KoreAiBearerTests : IDisposable
{
    private readonly AppFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Lets_an_app_in_by_its_token()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await host.GetAsync("/chat-history", ("auth", Token(host)));

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, "ok")));
    }

    [Test]
    public async Task Says_in_the_platforms_form_why_a_token_is_refused()
    {
        await using TestHost host = await StartAsync();
        string token = Token(host, KoreAi.ApiToken("cs-1", "reporting") with { TokenId = TokenId.Generate });
        await host.GetAsync("/chat-history", ("auth", token));
        Answer answer = await host.GetAsync("/chat-history", ("auth", token));

        Assert.That(
            (answer.Status, answer.Headers["Content-Type"], answer.Body),
            Is.EqualTo((HttpStatusCode.Unauthorized, "application/json", """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")));
    }

    [Test]
    public async Task Says_in_the_platforms_form_that_there_is_no_token()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await host.GetAsync("/chat-history");

        Assert.That(
            (answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.Unauthorized, """{"errors":[{"msg":"The header auth is missing; one JWT of the app is needed there.","code":401}]}""")));
    }

    [Test]
    public async Task Says_in_the_platforms_form_that_a_scope_is_missing()
    {
        await using TestHost host = await StartAsync();
        Answer answer = await host.GetAsync("/debug-logs", ("auth", Token(host)));

        Assert.That(
            (answer.Status, answer.Body),
            Is.EqualTo((
                HttpStatusCode.Forbidden,
                """{"errors":[{"msg":"The app is not granted what this API needs: a scope that is associated and published, or access to the table or view.","code":403}]}""")));
    }

    [Test]
    public async Task Does_not_take_a_users_token()
    {
        await using TestHost host = await StartAsync();

        Assert.That((await host.GetAsync("/chat-history", ("auth", Token(host, KoreAi.UserToken("cs-1", "john"))))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Says_in_the_platforms_form_that_nobody_can_check()
    {
        await using TestHost host = await StartAsync(static services => services.AddReplayStore(static (_, _, _) => throw new IOException("down")));
        Answer answer = await host.GetAsync("/chat-history", ("auth", Token(host, KoreAi.ApiToken("cs-1", "reporting") with { TokenId = TokenId.Generate })));

        Assert.That(
            (answer.Status, answer.Body),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, """{"errors":[{"msg":"The JWT cannot be checked at present; the same call may succeed later.","code":503}]}""")));
    }

    private static string Token(TestHost host, JwtDescriptor? token = null)
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        return Jwt.Sign(token ?? KoreAi.ApiToken("cs-1", "reporting"), key, host.Time);
    }

    private Task<TestHost> StartAsync(Action<IServiceCollection>? replay = null)
    {
        IConfigurationRoot root = new ConfigurationBuilder().AddInMemoryCollection(files.Settings().Select(static setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
        return TestHost.StartAsync(
            static app =>
            {
                app.MapGet("/chat-history", static () => "ok").RequireKoreScope(KoreAiScopes.ChatHistory);
                app.MapGet("/debug-logs", static () => "ok").RequireKoreScope(KoreAiScopes.DebugLogs);
            },
            services: services =>
            {
                (replay ?? (static services => services.AddInMemoryReplayStore(acceptEarlierTokens: true)))(services);
                services.AddKoreAiApps(root.GetSection("Apps"), root.GetSection("Platform"));
                services.AddAuthentication(KoreAiBearerDefaults.AuthenticationScheme).AddKoreAiBearer();
                services.AddAuthorization();
            });
    }
}
