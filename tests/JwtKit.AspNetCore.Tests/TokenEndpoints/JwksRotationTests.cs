using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What is published while keys change.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class JwksRotationTests : IDisposable
{
    private readonly TemporaryFile first = new(Verdicts.NewKeyPem());
    private readonly TemporaryFile second = new(Verdicts.NewKeyPem());

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Test]
    public async Task Publishes_the_new_key_and_the_former_one()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:KeyFile", second.Path), ("Issuers:own:KeyId", "k2"));
        Look(host);

        Assert.That(await KeyIdsAsync(host), Is.EqualTo(new[] { "k2", "k1" }));
    }

    [TestCase(599, new[] { "k2", "k1" })]
    [TestCase(600, new[] { "k2" })]
    public async Task Publishes_the_former_key_until_its_last_token_has_expired(int seconds, string[] expected)
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:KeyFile", second.Path), ("Issuers:own:KeyId", "k2"));
        Look(host);
        await KeyIdsAsync(host);
        host.Time.Elapse(TimeSpan.FromSeconds(seconds));

        Assert.That(await KeyIdsAsync(host), Is.EqualTo(expected));
    }

    [Test]
    public async Task Counts_the_longer_life_of_tokens_from_before_it_was_shortened()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:Lifetime", "00:00:10"));
        settings.Change(("Issuers:own:KeyFile", second.Path), ("Issuers:own:KeyId", "k2"));
        Look(host);
        host.Time.Elapse(TimeSpan.FromSeconds(599));

        Assert.That(await KeyIdsAsync(host), Is.EqualTo(new[] { "k2", "k1" }));
    }

    [Test]
    public async Task Publishes_the_current_key_alone_where_the_id_was_kept()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:KeyFile", second.Path));
        Look(host);

        Assert.That((await KeyIdsAsync(host), await ModulusAsync(host)), Is.EqualTo((new[] { "k1" }, await NewModulusAsync())));
    }

    [Test]
    public async Task Publishes_the_next_key_before_it_signs()
    {
        ChangingSettings settings = Own(("Issuers:own:NextKeyFile", second.Path), ("Issuers:own:NextKeyId", "k2"));
        await using TestHost host = await StartAsync(settings);
        string token = (await host.PostAsync("/token", (TestHost.UserHeader, "john"))).Token;

        Assert.That((await KeyIdsAsync(host), TokenText.Part(token, 0)["kid"]!.GetValue<string>()), Is.EqualTo((new[] { "k1", "k2" }, "k1")));
    }

    [Test]
    public async Task Publishes_a_key_once_when_the_next_one_becomes_the_current_one()
    {
        ChangingSettings settings = Own(("Issuers:own:NextKeyFile", second.Path), ("Issuers:own:NextKeyId", "k2"));
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:KeyFile", second.Path), ("Issuers:own:KeyId", "k2"), ("Issuers:own:NextKeyFile", null), ("Issuers:own:NextKeyId", null));

        Assert.That(await KeyIdsAsync(host), Is.EqualTo(new[] { "k2", "k1" }));
    }

    [Test]
    public async Task Publishes_a_key_that_was_rolled_back_to_as_the_current_one()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(("Issuers:own:KeyFile", second.Path), ("Issuers:own:KeyId", "k2"));
        Look(host);
        settings.Change(("Issuers:own:KeyFile", first.Path), ("Issuers:own:KeyId", "k1"));
        Look(host);

        Assert.That(await KeyIdsAsync(host), Is.EqualTo(new[] { "k1", "k2" }));
    }

    [Test]
    public async Task Publishes_no_key_of_an_issuer_that_is_gone()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings, hasTokens: false);
        settings.Change([("Replay:Store", "Memory"), .. new[] { "Issuer", "Audience", "Lifetime", "KeyFile", "KeyId" }.Select(static key => ($"Issuers:own:{key}", (string?)null))]);

        Assert.That(await KeyIdsAsync(host), Is.Empty);
    }

    [Test]
    public async Task Keeps_the_last_good_keys_where_a_change_would_give_two_of_them_one_id()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        settings.Change(
            ("Issuers:b:Issuer", "b"), ("Issuers:b:Audience", "b"), ("Issuers:b:Lifetime", "00:05:00"), ("Issuers:b:KeyFile", second.Path), ("Issuers:b:KeyId", "k1"));
        Look(host);

        Assert.That((await KeyIdsAsync(host), host.Log.Of(ReloadHost.Category).Single()), Is.EqualTo((
            new[] { "k1" },
            ReloadHost.Category + ": Error: The configuration has JwtKit:Issuers:b as a new entry with faults, and it is not there until they are gone. JwtKit:Issuers:b:KeyId: is k1, and so is that of another key or algorithm (JwtKit:Issuers:own:KeyId); each needs its own, since the keys are published. ")));
    }

    [Test]
    public async Task Answers_304_to_whoever_has_the_set()
    {
        await using TestHost host = await StartAsync(Own());
        string tag = (await host.GetAsync("/keys")).Headers["ETag"];
        Answer again = await host.GetAsync("/keys", ("If-None-Match", tag));

        Assert.That((again.Status, again.Body, again.Headers["ETag"], again.Headers["Cache-Control"]), Is.EqualTo((HttpStatusCode.NotModified, "", tag, "public, max-age=300")));
    }

    [Test]
    public async Task Answers_in_full_once_the_set_has_changed()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        string tag = (await host.GetAsync("/keys")).Headers["ETag"];
        settings.Change(("Issuers:own:KeyId", "k2"));

        Assert.That((await host.GetAsync("/keys", ("If-None-Match", tag))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Keeps_the_tag_across_a_change_of_something_else()
    {
        ChangingSettings settings = Own();
        await using TestHost host = await StartAsync(settings);
        string tag = (await host.GetAsync("/keys")).Headers["ETag"];
        settings.Change(("Issuers:own:Lifetime", "00:06:00"));

        Assert.That((await host.GetAsync("/keys")).Headers["ETag"], Is.EqualTo(tag));
    }

    private ChangingSettings Own(params (string Key, string? Value)[] more) => new([
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:KeyFile", first.Path),
        ("Issuers:own:KeyId", "k1"),
        .. more]);

    private static Task<TestHost> StartAsync(ChangingSettings settings, bool hasTokens = true) => TestHost.StartAsync(
        app =>
        {
            app.MapJwks("/keys");
            if (hasTokens)
            {
                app.MapTokenEndpoint("/token", "own");
            }
        },
        settings.Section);

    private static void Look(TestHost host)
    {
        host.Time.Elapse(TimeSpan.FromSeconds(2));
        host.Time.Elapse(TimeSpan.FromSeconds(2));
    }

    private static async Task<JsonArray> KeysAsync(TestHost host) => (await host.GetAsync("/keys")).Json["keys"]!.AsArray();

    private static async Task<string[]> KeyIdsAsync(TestHost host) => [.. (await KeysAsync(host)).Select(static key => key!["kid"]!.GetValue<string>())];

    private static async Task<string> ModulusAsync(TestHost host) => (await KeysAsync(host)).Single()!["n"]!.GetValue<string>();

    private async Task<string> NewModulusAsync()
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(await File.ReadAllTextAsync(second.Path)));
        return JsonNode.Parse(key.VerificationKey.PublicJwk!.ToJson())!["n"]!.GetValue<string>();
    }
}
