using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class KoreAiScopeTests
{
    [TestCase("/chat-history", HttpStatusCode.OK)]
    [TestCase("/by-name", HttpStatusCode.OK)]
    [TestCase("/debug-logs", HttpStatusCode.Forbidden)]
    [TestCase("/both", HttpStatusCode.Forbidden)]
    public async Task Let_an_app_call_the_apis_that_are_associated_with_it(string path, HttpStatusCode expected)
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();

        Assert.That(await host.GetAsync(path), Is.EqualTo(expected));
    }

    [Test]
    public async Task Count_only_once_they_are_published()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();

        Assert.That(await host.GetAsync("/chat-history", "appId=cs-2"), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("/table/read", HttpStatusCode.OK)]
    [TestCase("/table/write", HttpStatusCode.Forbidden)]
    [TestCase("/table/delete", HttpStatusCode.OK)]
    [TestCase("/table/all", HttpStatusCode.Forbidden)]
    [TestCase("/table/capitals", HttpStatusCode.Forbidden)]
    [TestCase("/view/read", HttpStatusCode.OK)]
    [TestCase("/view/write", HttpStatusCode.Forbidden)]
    [TestCase("/view/orders", HttpStatusCode.Forbidden)]
    [TestCase("/table/late", HttpStatusCode.Forbidden)]
    public async Task Leave_tables_and_views_to_grants_of_their_own(string path, HttpStatusCode expected)
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();

        Assert.That(await host.GetAsync(path), Is.EqualTo(expected));
    }

    [TestCase("", Description = "no app")]
    [TestCase("appId=", Description = "an empty one")]
    [TestCase("appId=cs-3", Description = "one that is not registered")]
    [TestCase("appId=CS-1", Description = "other case")]
    [TestCase("appid=cs-1", Description = "a claim in other case")]
    [TestCase("App ID=cs-1", Description = "a claim that the guide warns of")]
    [TestCase("iss=cs-1", Description = "another claim")]
    [TestCase("appId=cs-1;appId=cs-2", Description = "two apps")]
    public async Task Forbid_a_caller_who_is_no_registered_app(string claims)
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();

        Assert.That(await host.GetAsync("/chat-history", claims), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Ask_a_caller_to_sign_in_first()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync();

        Assert.That(await host.GetAsync("/chat-history", claims: null), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Are_gone_with_the_app()
    {
        Registry registry = new() { App = new() { ClientId = "cs-1", Grants = new() { Scopes = [KoreAiScopes.ChatHistory], ArePublished = true } } };
        await using KoreAiHost host = await KoreAiHost.StartAsync(services => services.AddSingleton<IKoreAiAppRegistry>(registry));
        HttpStatusCode before = await host.GetAsync("/chat-history");
        registry.App = null;

        Assert.That((before, await host.GetAsync("/chat-history")), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)));
    }

    [Test]
    public async Task Let_nobody_through_without_a_registry()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync(static _ => { });

        Assert.That(await host.GetAsync("/chat-history"), Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task Name_the_registry_that_is_missing()
    {
        await using KoreAiHost host = await KoreAiHost.StartAsync(static _ => { });
        await host.GetAsync("/chat-history");

        Assert.That(host.Log.All, Has.Some.Contains(
            "There is no IKoreAiAppRegistry: call builder.Services.AddKoreAiApps(builder.Configuration.GetSection(\"KoreAiApps\")), or register one."));
    }

    [Test]
    public void Are_known_by_their_names() => Assert.That(
        static () => new AuthorizationPolicyBuilder().RequireKoreScope("chat history"),
        Throws.ArgumentException.With.Message.EqualTo("'chat history' is not a scope; KoreAiScopes.All has the names. (Parameter 'scope')"));

    [TestCase(KoreAiTableAccess.None, "None")]
    [TestCase((KoreAiTableAccess)8, "8")]
    public void Need_something_to_be_granted(KoreAiTableAccess access, string printed) => Assert.That(
        () => new AuthorizationPolicyBuilder().RequireTableAccess("orders", access),
        Throws.ArgumentException.With.Message.EqualTo($"The access is {printed}; Read, Write, Delete or several of them are needed. (Parameter 'access')"));

    private sealed class Registry : IKoreAiAppRegistry
    {
        public KoreAiAppRegistration? App { get; set; }

        public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) => new(App?.ClientId == clientId ? App : null);
    }
}
