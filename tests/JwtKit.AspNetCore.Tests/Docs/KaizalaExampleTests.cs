using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An API behind Kaizala's tokens, as the page shows it, but for the address of the service.</summary>
[TestFixture]
internal sealed class KaizalaExampleTests
{
    [TestCase("com.example.orders", HttpStatusCode.OK)]
    [TestCase("com.example.card", HttpStatusCode.Forbidden)]
    public async Task Answers_the_card_that_it_names(string card, HttpStatusCode expected)
    {
        await using KaizalaUpstream upstream = await KaizalaUpstream.StartAsync();
        upstream.AnswerWith(200, KaizalaUpstream.Ada.Replace("com.example.card", card, StringComparison.Ordinal));
        await using TestHost host = await TestHost.StartAsync(Map, services: services =>
        {
            Add(new(services));
            services.Configure<KaizalaOptions>(KaizalaDefaults.AuthenticationScheme, options => (options.BaseAddress, options.AllowHttpOnLoopback) = (upstream.Address, true));
        });

        Assert.That((await host.GetAsync("/orders", ("accessToken", "opaque"))).Status, Is.EqualTo(expected));
    }

    private static void Add(ExampleHost builder)
    {
        #region kaizala
        builder.Services.AddAuthentication(KaizalaDefaults.AuthenticationScheme).AddKaizala(options =>
            options.BaseAddress = new Uri("https://kaizala.example.com/"));
        builder.Services.AddAuthorization();

        #endregion
    }

    private static void Map(WebApplication app)
    {
        Orders orders = new();
        #region kaizala
        app.MapGet("/orders", (ClaimsPrincipal user) => orders.Of(user.FindFirstValue(KaizalaClaimTypes.Id)!))
            .RequireAuthorization(policy => policy.RequireActionPackage("com.example.orders"));
        #endregion
    }

    private sealed class Orders
    {
        private readonly string answer = "orders of ";

        public string Of(string user) => answer + user;
    }
}
