using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests.Docs;

/// <summary>One-time tokens that all nodes remember together, as the page shows it.</summary>
[TestFixture]
internal sealed class HostExampleTests
{
    [Test]
    public async Task Accepts_a_token_once()
    {
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        ExampleHost builder = new(new ServiceCollection());
        string connectionString = SharedServer.Get().ConnectionString;
        #region host
        builder.Services.AddPostgreSqlReplayStore(connectionString);      // as IReplayStore; or on the host's own NpgsqlDataSource
        builder.Services.AddSingleton(services => new JwtValidator(new ValidationPolicy
        {
            Keys = [key.VerificationKey], Issuer = "https://id.example.com", Audience = "orders-api",
            Use = TokenUse.OneTime(services.GetRequiredService<IReplayStore>()),
        }));
        #endregion
        await using ServiceProvider services = builder.Services.BuildServiceProvider();
        JwtValidator validator = services.GetRequiredService<JwtValidator>();
        JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"] };
        string token = Jwt.Sign(order, key);
        ValidationOutcome first = await validator.ValidateAsync(token);

        Assert.That((first.Succeeded, (await validator.ValidateAsync(token)).Failure?.Code), Is.EqualTo((true, TokenFailureCodes.Replayed)));
    }

    /// <summary>Stands where the page has the builder of a host.</summary>
    private sealed record ExampleHost(IServiceCollection Services);
}
