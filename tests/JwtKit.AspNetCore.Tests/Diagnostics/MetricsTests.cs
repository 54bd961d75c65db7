using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class MetricsTests
{
    private static readonly TokenIdentity User = new() { Subject = "user-42" };

    [Test]
    public async Task Counts_issued_tokens()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/token", "own"), TelemetrySettings.With());
        using Watched watched = new(host.Services);
        await host.PostAsync("/token", (TestHost.UserHeader, "john"));

        Assert.That(watched.Of("jwtkit.tokens.issued"), Is.EqualTo(new[] { "jwtkit.tokens.issued 1 jwtkit.algorithm=HS256 jwtkit.encrypted=False jwtkit.issuer=own" }));
    }

    [Test]
    public async Task Counts_verdicts_under_the_name_of_the_configuration()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With());
        using Watched watched = new(host.Services);
        string token = await Issue(host);
        ITokenValidator validator = host.Services.GetRequiredKeyedService<ITokenValidator>("OWN");
        await validator.ValidateAsync(token);
        await validator.ValidateAsync(token);
        await validator.ValidateAsync("rubbish");

        Assert.That(watched.Of("jwtkit.tokens.validated"), Is.EqualTo(new[]
        {
            "jwtkit.tokens.validated 1 jwtkit.outcome=accepted jwtkit.validator=own",
            "jwtkit.tokens.validated 1 jwtkit.outcome=replayed jwtkit.validator=own",
            "jwtkit.tokens.validated 1 jwtkit.outcome=malformed jwtkit.validator=own",
        }));
    }

    [Test]
    public async Task Counts_answers_of_the_replay_store()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With());
        using Watched watched = new(host.Services);
        string token = await Issue(host);
        await Validate(host, token);
        await Validate(host, token);

        Assert.That(watched.Of("jwtkit.replay.answers"), Is.EqualTo(new[]
        {
            "jwtkit.replay.answers 1 jwtkit.outcome=recorded", "jwtkit.replay.answers 1 jwtkit.outcome=already_recorded",
        }));
    }

    [Test]
    public async Task Counts_a_replay_store_that_throws_as_unavailable()
    {
        await using TestHost host = await TestHost.StartAsync(
            static _ => { },
            TelemetrySettings.With(("Replay:Store", null)),
            static services => services.AddReplayStore(static (_, _, _) => throw new IOException("down")));
        using Watched watched = new(host.Services);
        await Validate(host, await Issue(host));

        Assert.That(watched.Of("jwtkit.replay.answers"), Is.EqualTo(new[] { "jwtkit.replay.answers 1 jwtkit.outcome=unavailable" }));
    }

    [TestCase(false, "fetched")]
    [TestCase(true, JwksFailure.UnexpectedStatus)]
    public async Task Counts_fetches_of_keys(bool isMissing, string outcome)
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "2026-01");
        await using TestHost publisher = await TestHost.StartAsync(
            static app => app.MapJwks(),
            services: services => services.Configure<JwtKitOptions>(options => (options.Issuers["own"].Secret, options.Issuers["own"].SigningKey) = (null, key)));
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With(
            ("Validators:own:Secret", null),
            ("Validators:own:JwksUri", new Uri(publisher.Client.BaseAddress!, isMissing ? "/missing" : "/.well-known/jwks.json").AbsoluteUri),
            ("Validators:own:AllowHttpOnLoopback", "true")));
        using Watched watched = new(host.Services);
        await Validate(host, Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5) }, key));

        Assert.That(
            () => watched.Of("jwtkit.jwks.fetches"),
            Is.EqualTo(new[] { $"jwtkit.jwks.fetches 1 jwtkit.outcome={outcome} server.address=127.0.0.1" }).After(10_000, 10));
    }

    [Test]
    public async Task Counts_changes_of_the_configuration()
    {
        IConfigurationRoot configuration = TelemetrySettings.Root();
        IConfigurationSection section = configuration.GetSection("JwtKit");
        await using TestHost host = await TestHost.StartAsync(static _ => { }, section);
        using Watched watched = new(host.Services);
        section["Issuers:own:Audience"] = "billing-api";
        configuration.Reload();
        section["Issuers:own:Audience"] = null;
        configuration.Reload();

        Assert.That(watched.Of("jwtkit.configuration.reloads"), Is.EqualTo(new[]
        {
            "jwtkit.configuration.reloads 1 jwtkit.outcome=reloaded", "jwtkit.configuration.reloads 1 jwtkit.outcome=refused",
        }));
    }

    [Test]
    public async Task Names_every_instrument_with_unit_and_description()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With());
        using Watched watched = new(host.Services);

        Assert.That(
            watched.Instruments.Values.Where(static instrument => instrument.Meter.Name == "JwtKit").Select(static instrument => (instrument.Name, instrument.Unit, HasDescription: instrument.Description is { Length: > 0 })),
            Is.EquivalentTo(new[]
            {
                ("jwtkit.tokens.issued", "{token}", true), ("jwtkit.tokens.validated", "{token}", true), ("jwtkit.replay.answers", "{answer}", true),
                ("jwtkit.jwks.fetches", "{fetch}", true), ("jwtkit.configuration.reloads", "{reload}", true),
                ("jwtkit.mutual_tls.refusals", "{certificate}", true), ("jwtkit.payload.exchanges", "{exchange}", true), ("jwtkit.kaizala.introspections", "{introspection}", true),
            }));
    }

    private static async Task<string> Issue(TestHost host) => await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(User);

    private static async Task Validate(TestHost host, string token) => await host.Services.GetRequiredKeyedService<ITokenValidator>("own").ValidateAsync(token);
}
