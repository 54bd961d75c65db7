using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Validators of the configuration, as the pages show them.</summary>
[TestFixture]
internal sealed class ValidatorExampleTests
{
    private static readonly (string, string?)[] Validator =
    [
        ("JwtKit:Issuers:own:Issuer", "https://id.example.com"), ("JwtKit:Issuers:own:Audience", "orders-api"), ("JwtKit:Issuers:own:Lifetime", "00:05:00"),
        ("JwtKit:Issuers:own:Secret", Settings.OwnSecret),
        ("JwtKit:Validators:own:Issuer", "https://id.example.com"), ("JwtKit:Validators:own:Audience", "orders-api"), ("JwtKit:Validators:own:Use", "Reusable"),
        ("JwtKit:Validators:own:Secret", Settings.OwnSecret),
    ];

    [Test]
    public async Task An_injected_validator_knows_the_subject()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, Settings.Only(Validator), static services => services.AddSingleton<OrderDesk>());

        Assert.That(await host.Services.GetRequiredService<OrderDesk>().SubjectOfAsync(await TokenAsync(host), CancellationToken.None), Is.EqualTo("john"));
    }

    [Test]
    public async Task A_request_is_its_token_s_subject()
    {
        await using TestHost host = await TestHost.StartAsync(
            static app => app.MapGet("/me", static context => context.Response.WriteAsync(context.User.FindFirst("sub")!.Value)).RequireAuthorization(),
            Settings.Only(Validator),
            static services =>
            {
                services.AddAuthorization();
                Add(new(services));
            });

        Assert.That((await host.GetAsync("/me", ("Authorization", "Bearer " + await TokenAsync(host)))).Body, Is.EqualTo("john"));
    }

    private static void Add(ExampleHost builder)
    {
        #region bearer
        builder.Services.AddAuthentication(JwtKitBearerDefaults.AuthenticationScheme).AddJwtKitBearer("own");
        #endregion
    }

    private static ValueTask<string> TokenAsync(TestHost host) =>
        host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = "john" });

    #region desk
    public sealed class OrderDesk([FromKeyedServices("own")] ITokenValidator validator)
    {
        public async Task<string?> SubjectOfAsync(string token, CancellationToken cancellationToken)
        {
            ValidationOutcome outcome = await validator.ValidateAsync(token, cancellationToken);
            return outcome.Succeeded ? outcome.Token.Subject : null;
        }
    }
    #endregion
}
