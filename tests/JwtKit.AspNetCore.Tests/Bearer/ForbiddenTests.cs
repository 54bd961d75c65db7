using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Accepted tokens that are not enough, where the host writes a body.</summary>
[TestFixture]
internal sealed class ForbiddenTests
{
    [TestCase("/told")]
    [TestCase("/told-twice")]
    [TestCase("/told-in-part")]
    public async Task Gives_one_answer_whatever_the_number_of_schemes(string path)
    {
        await using TestHost host = await TestHost.StartAsync(Map, Section(), static services =>
        {
            services.AddAuthorization();
            services.AddAuthentication(JwtKitBearerDefaults.AuthenticationScheme)
                .AddJwtKitBearer("own")
                .AddJwtKitBearer("Told", "own", static options => options.OnForbidden = TellAsync)
                .AddJwtKitBearer("Told too", "own", static options => options.OnForbidden = TellAsync);
        });
        Answer answer = await host.GetAsync(path, ("Authorization", "Bearer " + await host.Services.GetRequiredService<TokenIssuers>()["own"].IssueAsync(Verdicts.John)));

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.Forbidden, "not enough")));
    }

    private static Task TellAsync(HttpContext context) => context.Response.WriteAsync("not enough");

    private static void Map(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        Add("/told", "Told");
        Add("/told-twice", "Told", "Told too");
        Add("/told-in-part", "Told", "Bearer");

        void Add(string path, params string[] schemes) =>
            app.MapGet(path, static () => "ok").RequireAuthorization(policy => policy.AddAuthenticationSchemes(schemes).RequireClaim("nothing"));
    }

    private static IConfigurationSection Section() => Settings.Only(
        ("JwtKit:Issuers:own:Issuer", "https://id.example.com"),
        ("JwtKit:Issuers:own:Audience", "orders-api"),
        ("JwtKit:Issuers:own:Lifetime", "00:05:00"),
        ("JwtKit:Issuers:own:Secret", Settings.OwnSecret),
        ("JwtKit:Validators:own:Issuer", "https://id.example.com"),
        ("JwtKit:Validators:own:Audience", "orders-api"),
        ("JwtKit:Validators:own:Use", "Reusable"),
        ("JwtKit:Validators:own:Secret", Settings.OwnSecret));
}
