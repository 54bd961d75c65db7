using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Schemes that name a validator, when the host starts.</summary>
[TestFixture]
internal sealed class BearerStartTests
{
    [Test]
    public void A_validator_that_does_not_exist_stops_the_start() => Assert.That(
        FaultsOf(static services => services.AddJwtKit(Section()).AddAuthentication().AddJwtKitBearer("onw")),
        Is.EqualTo(new[] { "The authentication scheme 'Bearer' needs the validator 'onw'. There is no validator 'onw'; configured are other, own." }));

    [Test]
    public void Each_scheme_is_named() => Assert.That(
        FaultsOf(static services => services.AddJwtKit(Section()).AddAuthentication().AddJwtKitBearer("Partners", "own").AddJwtKitBearer("Own", "own", static options => options.ValidatorName = "none")),
        Is.EqualTo(new[] { "The authentication scheme 'Own' needs the validator 'none'. There is no validator 'none'; configured are other, own." }));

    [Test]
    public void A_host_without_JwtKit_is_told_so() => Assert.That(
        FaultsOf(static services => services.AddAuthentication().AddJwtKitBearer("own")),
        Is.EqualTo(new[] { "The authentication scheme 'Bearer' needs JwtKit: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\"))." }));

    [Test]
    public void Faults_of_the_configuration_are_reported_once() => Assert.That(
        FaultsOf(static services => services.AddJwtKit(Section(("JwtKit:Validators:own:Audience", null))).AddAuthentication().AddJwtKitBearer("own")),
        Is.EqualTo(new[] { "JwtKit:Validators:own:Audience: is missing; the expected aud is needed." }));

    [Test]
    public void Takes_a_validator_in_any_case() => Assert.That(
        FaultsOf(static services => services.AddJwtKit(Section()).AddAuthentication().AddJwtKitBearer("OWN")), Is.Empty);

    private static IConfigurationSection Section(params (string Key, string? Value)[] changes) => Settings.Only([.. new (string Key, string? Value)[]
    {
        ("JwtKit:Validators:own:Issuer", "https://id.example.com"),
        ("JwtKit:Validators:own:Audience", "orders-api"),
        ("JwtKit:Validators:own:Use", "Reusable"),
        ("JwtKit:Validators:own:Secret", Settings.OwnSecret),
        ("JwtKit:Validators:other:Issuer", "https://id.example.com"),
        ("JwtKit:Validators:other:Audience", "billing-api"),
        ("JwtKit:Validators:other:Use", "Reusable"),
        ("JwtKit:Validators:other:Secret", Settings.OwnSecret),
    }.Where(setting => changes.All(change => change.Key != setting.Key)), .. changes.Where(static change => change.Value is not null)]);

    private static List<string> FaultsOf(Action<IServiceCollection> services)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services(builder.Services);
        using WebApplication app = builder.Build();
        try
        {
            app.StartAsync().GetAwaiter().GetResult();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
