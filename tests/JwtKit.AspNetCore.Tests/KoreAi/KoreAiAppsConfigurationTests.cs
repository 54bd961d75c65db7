using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class KoreAiAppsConfigurationTests
{
    [Test]
    public async Task Is_read_completely()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddKoreAiApps(KoreAiSettings.With(("reporting:EnforcePayloadEncryption", "true")).GetSection("KoreAiApps"))
            .BuildServiceProvider();
        KoreAiAppRegistration app = (await services.GetRequiredService<IKoreAiAppRegistry>().FindAsync("cs-1", CancellationToken.None))!;

        Assert.That((app.ClientId, app.Name, app.EnforcePayloadEncryption), Is.EqualTo(("cs-1", "Reporting", true)));
    }

    [Test]
    public void Is_right_as_it_stands_in_these_tests() => Assert.That(FaultsWith(), Is.Empty);

    [TestCase("reporting:Scopes:1", "chat history", "KoreAiApps:reporting:Scopes:1: 'chat history' is not a scope; write 'Chat History'.")]
    [TestCase("reporting:ClientId", null, "KoreAiApps:reporting:ClientId: is missing; the app's Client ID is needed, such as cs-….")]
    [TestCase("reporting:ClientId", "cs-2", "KoreAiApps:reporting:ClientId: is another app's too; each needs its own.")]
    [TestCase("reporting:ScopesPublished", "perhaps", "KoreAiApps:reporting:ScopesPublished: a value of 7 characters is not known; use true or false.")]
    [TestCase("reporting:Tables:0:Name", null, "KoreAiApps:reporting:Tables:0:Name: is missing; the name as the platform spells it is needed.")]
    [TestCase("reporting:Tables:0:Access:2", "Drop", "KoreAiApps:reporting:Tables:0:Access:2: 'Drop' is not known; use Read, Write, Delete or All.")]
    [TestCase("reporting:Tables:1:Name", "customers", "KoreAiApps:reporting:Tables:1:Access: grants nothing; a list of Read, Write, Delete or All is needed.")]
    [TestCase("reporting:Views:0:Acess:0", "Read", "KoreAiApps:reporting:Views:0:Acess: is not a known setting; known here are Access, Name.")]
    [TestCase("reporting:Tables", "orders", "KoreAiApps:reporting:Tables: is a single value; a list or a section is needed.")]
    public void Names_each_wrong_setting(string key, string? value, string fault) => Assert.That(FaultsWith((key, value)), Is.EqualTo(new[] { fault }));

    [Test]
    public void Refuses_a_table_that_is_listed_twice() => Assert.That(
        FaultsWith(("reporting:Tables:1:Name", "orders"), ("reporting:Tables:1:Access:0", "Write")),
        Is.EqualTo(new[] { "KoreAiApps:reporting:Tables:1:Name: is listed twice; one entry is needed." }));

    [Test]
    public void Names_all_scopes_where_one_is_unknown() => Assert.That(
        FaultsWith(("reporting:Scopes:1", "Everything")).Single(),
        Does.StartWith("KoreAiApps:reporting:Scopes:1: a value of 10 characters is not a scope; use one of Intent and Entity Detection, User Engagement Trend,").And.EndsWith("Update FAQs."));

    [Test]
    public void Stops_the_start_where_it_is_wrong() => Assert.That(
        async () => await KoreAiHost.StartAsync(null, ("reporting:Scopes:1", "chat history")), Throws.TypeOf<OptionsValidationException>());

    [Test]
    public async Task Takes_an_app_away_without_a_restart()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();
        host.Configuration["KoreAiApps:reporting:ClientId"] = "cs-9";
        host.Configuration.Reload();

        Assert.That(
            (await host.GetAsync("/chat-history"), await host.GetAsync("/table/read"), await host.GetAsync("/view/read")),
            Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)));
    }

    [Test]
    public async Task Stays_as_it_was_where_a_change_is_wrong()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();
        host.Configuration["KoreAiApps:reporting:Scopes:0"] = "nonsense";
        host.Configuration.Reload();

        Assert.That(await host.GetAsync("/chat-history"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Says_what_is_wrong_with_a_change()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();
        host.Configuration["KoreAiApps:reporting:Scopes:0"] = "chat history";
        host.Configuration.Reload();

        Assert.That(host.Log.Of("JwtKit.ConfiguredKoreAiApps"), Has.Some.StartsWith(
            "JwtKit.ConfiguredKoreAiApps: Error: The configuration of KoreAiApps:reporting has changed and is not in use; the last good one stays. KoreAiApps:reporting:Scopes:0: 'chat history' is not a scope; write 'Chat History'."));
    }

    private static List<string> FaultsWith(params (string Key, string? Value)[] changes)
    {
        using ServiceProvider services = new ServiceCollection().AddKoreAiApps(KoreAiSettings.With(changes).GetSection("KoreAiApps")).BuildServiceProvider();
        return Faults.Of(services);
    }
}
