using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A section that a host names has to be in its configuration.</summary>
[TestFixture]
internal sealed class SectionPresenceTests
{
    private const string Missing = ": does not exist in the configuration. Name a section that does, spelled as the configuration has it, or write an empty one ({}).";

    [TestCase("JwtKti")]
    [TestCase("Jwt:Kit")]
    [TestCase("JwtKit:Issuer")]
    public void Names_a_section_that_does_not_exist(string section) =>
        Assert.That(Faults.Of(Json("""{"JwtKit":{"Issuers":{}},"Jwt":{"Other":"x"}}""").GetSection(section)), Is.EqualTo(new[] { section + Missing }));

    [Test]
    public void Stops_the_start_of_a_host_that_names_a_section_that_does_not_exist() => Assert.That(
        async () => (await ReloadHost.StartAsync(Json("{}").GetSection("JwtKti"))).Dispose(),
        Throws.TypeOf<OptionsValidationException>().With.Message.EqualTo("JwtKti" + Missing));

    [Test]
    public void Names_it_beside_all_other_faults()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(Settings.With(("own:Audience", null)))
            .AddJwtKit(Settings.With().GetSection("Isuers"))
            .BuildServiceProvider();

        Assert.That(Faults.Of(services), Has.Count.EqualTo(2).And.Some.EqualTo("JwtKit:Isuers" + Missing).And.Some.StartsWith("JwtKit:Issuers:own:Audience: "));
    }

    [Test]
    public void Names_it_beside_code_that_configures_everything_else()
    {
        using ServiceProvider services = new ServiceCollection().AddJwtKit(Json("{}").GetSection("JwtKit")).AddJwtKit(static _ => { }).BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[] { "JwtKit" + Missing }));
    }

    [Test]
    public void Asks_for_no_section_where_code_configures_all()
    {
        using ServiceProvider services = new ServiceCollection().AddJwtKit(static _ => { }).BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.Empty);
    }

    [TestCase("""{"JwtKit":{}}""")]
    [TestCase("""{"JwtKit":{"Issuers":{}}}""")]
    [TestCase("""{"jwtkit":{}}""")]
    public void Accepts_a_section_that_is_empty(string json) => Assert.That(Faults.Of(Json(json).GetSection("JwtKit")), Is.Empty);

    [Test]
    public void Accepts_a_section_that_is_there_by_what_is_below_it_alone() => Assert.That(
        Faults.Of(Json("""{"JwtKit":{"Replay":{"Store":"Memory"}}}""").GetSection("JwtKit")), Is.Empty);

    [Test]
    public void Accepts_a_section_that_one_of_several_sources_has() => Assert.That(
        Faults.Of(new ConfigurationBuilder().AddConfiguration(Json("{}")).AddConfiguration(Json("""{"JwtKit":{"Replay":{"Store":"Memory"}}}""")).Build().GetSection("JwtKit")), Is.Empty);

    [Test]
    public void Names_a_section_of_apps_that_does_not_exist() => Assert.That(
        FaultsOfApps("""{"KoreAiApps":{}}""", "KoreApps", platform: null), Is.EqualTo(new[] { "KoreApps" + Missing }));

    [Test]
    public void Names_a_section_of_the_platforms_keys_that_does_not_exist() => Assert.That(
        FaultsOfApps("""{"KoreAiApps":{}}""", "KoreAiApps", "Platform"), Is.EqualTo(new[] { "Platform" + Missing }));

    [Test]
    public void Accepts_a_section_of_apps_that_is_empty() => Assert.That(FaultsOfApps("""{"KoreAiApps":{}}""", "KoreAiApps", platform: null), Is.Empty);

    [Test]
    public async Task Lets_the_last_app_go_with_its_section()
    {
        using AppFiles files = new();
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        door.Change([.. files.Settings().Where(static setting => setting.Key.StartsWith("Apps:", StringComparison.Ordinal)).Select(static setting => (setting.Key, (string?)null))]);
        door.Look();

        Assert.That(await door.UserAsync(), Is.EqualTo("no_policy"));
    }

    [Test]
    public async Task Takes_a_section_over_that_was_empty_at_the_start()
    {
        ChangingSettings settings = new(("Replay:Store", "Memory"));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(
            ("Issuers:own:Issuer", "https://id.example.com"), ("Issuers:own:Audience", "orders-api"), ("Issuers:own:Lifetime", "00:05:00"), ("Issuers:own:Secret", Settings.OwnSecret));
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Settings.OwnSecret));
    }

    private static List<string> FaultsOfApps(string json, string apps, string? platform)
    {
        IConfigurationRoot root = Json(json);
        using ServiceProvider services = new ServiceCollection().AddKoreAiApps(root.GetSection(apps), platform is null ? null : root.GetSection(platform)).BuildServiceProvider();
        return Faults.Of(services);
    }

    private static IConfigurationRoot Json(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
