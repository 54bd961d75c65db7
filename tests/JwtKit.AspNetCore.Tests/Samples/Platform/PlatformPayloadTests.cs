using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>Encrypted payloads between an integrator's HTTP client and the platform's stand-in, in both directions.</summary>
[TestFixture]
internal sealed class PlatformPayloadTests : IDisposable
{
    private const string Users = """{"emailIds":["john@example.com"]}""";

    private StandIn platform = null!;
    private PayloadClient client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        platform = await StandIn.StartAsync();
        string file = StandIn.PathOf("seen-payload.jwk.json");
        await File.WriteAllTextAsync(file, await platform.Client.GetStringAsync("/payload-jwk"));
        client = new PayloadClient(
            new ChangingSettings(("Envelopes:kore:RecipientKeyFile", file), ("Envelopes:kore:PrivateKeyFile", StandIn.PathOf("app-payload.pem"))).Section, platform.Client.BaseAddress!);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => platform.DisposeAsync();

    public void Dispose() => client.Dispose();

    [TestCase("/usersInfo", Users, """{"users":[{"userId":"u-1","emailId":"john@example.com","role":"user"}]}""")]
    [TestCase("/bot/st-1/getSessions", """{"limit":1}""", """{"total":1,"moreAvailable":false,"sessions":[{"sessionId":"s-1","botId":"st-1","channel":"rtm","status":"closed"}]}""")]
    public async Task Are_opened_and_answered_sealed(string path, string body, string expected) =>
        Assert.That(await CallAsync(client.Http, "cs-demo-payload", path, body), Is.EqualTo((HttpStatusCode.OK, expected)));

    [Test]
    public async Task Carry_errors_of_the_api_too() => Assert.That(
        (await CallAsync(client.Http, "cs-demo-payload", "/usersInfo", "{}")).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Are_enforced_where_the_app_says_so()
    {
        Answer answer = await platform.CallAsync(platform.Api("cs-demo-payload"));

        Assert.That(
            (answer.Status, answer.Body),
            Is.EqualTo((HttpStatusCode.Forbidden, """{"errors":[{"msg":"The app enforces encrypted payloads for this API: application/jose+json is needed.","code":403}]}""")));
    }

    [Test]
    public async Task Need_a_key_that_the_app_has_registered() => Assert.That((await CallAsync(client.Http, "cs-demo", "/usersInfo", Users)).Status, Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Must_be_for_the_platforms_key()
    {
        using PayloadClient other = new(
            new ChangingSettings(("Envelopes:kore:RecipientKeyFile", StandIn.PathOf("platform.jwk.json")), ("Envelopes:kore:PrivateKeyFile", StandIn.PathOf("app-payload.pem"))).Section,
            platform.Client.BaseAddress!);

        Assert.That((await CallAsync(other.Http, "cs-demo-payload", "/usersInfo", Users)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Are_no_longer_than_any_other_body() => Assert.That(
        (await CallAsync(client.Http, "cs-demo-payload", "/usersInfo", new string(' ', 70_000))).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));

    private async Task<(HttpStatusCode Status, string Body)> CallAsync(HttpClient http, string clientId, string path, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/public" + path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "auth", platform.Api(clientId) } },
        };
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
