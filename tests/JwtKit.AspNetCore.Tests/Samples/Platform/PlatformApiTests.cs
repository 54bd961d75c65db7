using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>Apps at the public APIs of the platform's stand-in.</summary>
[TestFixture]
internal sealed class PlatformApiTests
{
    private const string NotGranted = """{"errors":[{"msg":"The app is not granted what this API needs: a scope that is associated and published, or access to the table or view.","code":403}]}""";
    private const string Data = """{"data":{"number":"9","status":"open"}}""";

    private StandIn platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => platform = await StandIn.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => platform.DisposeAsync();

    [TestCase("cs-demo")]
    [TestCase("cs-demo-hs512")]
    [TestCase("cs-demo-rs256")]
    [TestCase("cs-demo-rs512")]
    public async Task Let_an_app_in_by_its_token(string clientId)
    {
        Answer answer = await platform.CallAsync(platform.Api(clientId));

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, """{"users":[{"userId":"u-1","emailId":"john@example.com","role":"user"}]}""")));
    }

    [Test]
    public async Task Let_an_app_in_that_enforces_an_id() => Assert.That(
        (await platform.CallAsync(Jwt.Sign(KoreAi.ApiToken("cs-demo-jti", "reporting") with { TokenId = TokenId.Generate }, platform.Hs256))).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Let_an_app_in_that_enforces_encryption()
    {
        EncryptionTarget target = await platform.TargetAsync(KeyManagement.RsaOaep, ContentEncryption.A128CbcHs256);

        Assert.That((await platform.CallAsync(Jwt.SignAndEncrypt(KoreAi.ApiToken("cs-demo-jwe", "reporting"), platform.Hs256, target))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Give_sessions()
    {
        Answer answer = await platform.CallAsync(platform.Api(), "/bot/st-1/getSessions", """{"limit":2}""");

        Assert.That((answer.Status, answer.Json["total"]!.GetValue<int>(), answer.Json["sessions"]![1]!["botId"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, 2, "st-1")));
    }

    [Test]
    public async Task Refuse_an_app_whose_scopes_are_not_published() => Assert.That(await RefusalAsync(platform.CallAsync(platform.Api("cs-demo-unpublished"))), Is.EqualTo((HttpStatusCode.Forbidden, NotGranted)));

    [Test]
    public async Task Refuse_an_app_without_the_scope()
    {
        await using StandIn other = await StandIn.StartAsync(("KoreAiApps__demo-rs256__Scopes__0", "Chat History"));

        Assert.That(
            (await RefusalAsync(other.CallAsync(other.Api("cs-demo-rs256"))), (await other.CallAsync(other.Api("cs-demo-rs256"), "/bot/st-1/getSessions", "{}")).Status),
            Is.EqualTo(((HttpStatusCode.Forbidden, NotGranted), HttpStatusCode.OK)));
    }

    [Test]
    public async Task Refuse_a_call_without_a_token()
    {
        Answer answer = await platform.SendAsync(HttpMethod.Post, "/api/public/usersInfo", "{}");

        Assert.That(
            (answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.Unauthorized, """{"errors":[{"msg":"The header auth is missing; one JWT of the app is needed there.","code":401}]}""")));
    }

    [TestCase("appid")]
    [TestCase("App ID")]
    [TestCase("app ID")]
    public async Task Refuse_an_app_id_that_is_spelled_otherwise(string name) =>
        Assert.That(await ReasonAsync(Raw($$"""{"sub":"x","{{name}}":"cs-demo","exp":EXP}""")), Is.EqualTo("error verifying the jwt: No policy is known for such a token."));

    [Test]
    public async Task Grant_an_app_nothing_by_a_second_spelling() => Assert.That(
        (await platform.CallAsync(Raw("""{"sub":"x","appid":"cs-demo","appId":"cs-demo-unpublished","exp":EXP}"""), "/tables/orders/query", "{}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Refuse_a_token_without_an_end() =>
        Assert.That(await ReasonAsync(Raw("""{"sub":"x","appId":"cs-demo"}""")), Is.EqualTo("error verifying the jwt: The token has no exp."));

    [Test]
    public async Task Refuse_a_second_use_of_an_id()
    {
        string token = Jwt.Sign(KoreAi.ApiToken("cs-demo", "reporting") with { TokenId = TokenId.Generate }, platform.Hs256);
        await platform.CallAsync(token);

        Assert.That(
            await RefusalAsync(platform.CallAsync(token)), Is.EqualTo((HttpStatusCode.Unauthorized, """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")));
    }

    [TestCase("cs-demo-jti", "The token has no jti, without which it cannot be used just once.")]
    [TestCase("cs-demo-jwe", "The token is signed only; the policy takes encrypted ones.")]
    [TestCase("cs-nobody", "No policy is known for such a token.")]
    public async Task Refuse_what_an_app_may_not_send(string clientId, string reason) =>
        Assert.That(await ReasonAsync(platform.Api(clientId)), Is.EqualTo("error verifying the jwt: " + reason));

    [Test]
    public async Task Refuse_a_users_token() => Assert.That(await ReasonAsync(platform.User()), Is.EqualTo("error verifying the jwt: No policy is known for such a token."));

    [TestCase("POST", "/tables/orders/query", "{}", HttpStatusCode.OK)]
    [TestCase("POST", "/tables/orders", Data, HttpStatusCode.OK)]
    [TestCase("PUT", "/tables/orders", """{"query":{"number":"9"},"data":{"status":"closed"}}""", HttpStatusCode.OK)]
    [TestCase("DELETE", "/tables/orders", """{"query":{"number":"9"}}""", HttpStatusCode.Forbidden)]
    [TestCase("DELETE", "/tables/drafts", """{"query":{"number":"9"}}""", HttpStatusCode.OK)]
    [TestCase("POST", "/tables/customers", Data, HttpStatusCode.Forbidden)]
    [TestCase("POST", "/tables/Orders/query", "{}", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/tables/late-orders/query", "{}", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/views/late-orders/query", "{}", HttpStatusCode.OK)]
    [TestCase("POST", "/views/open-orders/query", "{}", HttpStatusCode.OK)]
    [TestCase("POST", "/views/open-orders", Data, HttpStatusCode.Forbidden)]
    [TestCase("DELETE", "/views/late-orders", """{"query":{"number":"9"}}""", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/views/orders/query", "{}", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/tables/customers/import", """{"columns":["a"]}""", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/views/open-orders/import", """{"table":"orders","where":{}}""", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/views/late-orders/import", """{"table":"customers","where":{}}""", HttpStatusCode.Forbidden, Description = "a table that the app may not write")]
    [TestCase("POST", "/tables/orders", """{"data":{"nothing":"9"}}""", HttpStatusCode.BadRequest)]
    [TestCase("POST", "/tables/orders", """{"data":{"number":9}}""", HttpStatusCode.BadRequest)]
    [TestCase("POST", "/tables/orders", "{", HttpStatusCode.BadRequest)]
    [TestCase("POST", "/tables/orders/query", """{"query":{"nothing":null}}""", HttpStatusCode.BadRequest)]
    [TestCase("PUT", "/tables/drafts", """{"query":{"nothing":null},"data":{"status":"x"}}""", HttpStatusCode.BadRequest)]
    [TestCase("DELETE", "/tables/drafts", """{"query":{"nothing":null}}""", HttpStatusCode.BadRequest, Description = "would match every row")]
    [TestCase("POST", "/tables/drafts/import", """{"columns":["number","sys_Id"]}""", HttpStatusCode.BadRequest, Description = "the id is the platform's")]
    [TestCase("POST", "/tables/drafts/import", """{"columns":[]}""", HttpStatusCode.BadRequest)]
    [TestCase("POST", "/views/late-orders/import", """{"table":"nothing","where":{}}""", HttpStatusCode.BadRequest)]
    public async Task Let_an_app_do_with_tables_and_views_what_it_is_granted(string method, string path, string body, HttpStatusCode expected)
    {
        Answer answer = await platform.CallAsync(platform.Api(), path, body, method);

        Assert.That(
            (answer.Status, expected == HttpStatusCode.OK || answer.Json["errors"]![0]!["code"]!.GetValue<int>() == (int)expected), Is.EqualTo((expected, true)), answer.Body);
    }

    [Test]
    public async Task Keep_rows()
    {
        await platform.CallAsync(platform.Api(), "/tables/drafts", """{"data":{"number":"11","status":"new"}}""");
        await platform.CallAsync(platform.Api(), "/tables/drafts", """{"query":{"number":"11"},"data":{"status":"old"}}""", "PUT");
        JsonObject found = (await platform.CallAsync(platform.Api(), "/tables/drafts/query", """{"query":{"number":"11"}}""")).Json;
        JsonObject deleted = (await platform.CallAsync(platform.Api(), "/tables/drafts", """{"query":{"number":"11"}}""", "DELETE")).Json;

        Assert.That(
            (found["total"]!.GetValue<int>(), found["queryResult"]![0]!["status"]!.GetValue<string>(), deleted["nDeleted"]!.GetValue<int>()), Is.EqualTo((1, "old", 1)));
    }

    [Test]
    public async Task Show_in_a_view_nothing_beyond_it() => Assert.That(
        (await platform.CallAsync(platform.Api(), "/views/late-orders/query", """{"query":{"status":"open"}}""")).Json["total"]!.GetValue<int>(), Is.Zero);

    [Test]
    public async Task Let_nobody_take_a_row_out_of_a_view_by_a_change()
    {
        await platform.CallAsync(platform.Api(), "/views/late-orders", """{"data":{"number":"12"}}""");
        await platform.CallAsync(platform.Api(), "/views/late-orders", """{"query":{"number":"12"},"data":{"number":"13","status":"gone"}}""", "PUT");

        Assert.That(
            (await platform.CallAsync(platform.Api(), "/views/late-orders/query", """{"query":{"number":"13"}}""")).Json["total"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [TestCase("/tables/drafts", """{"name":"drafts","columns":["number","status"]}""")]
    [TestCase("/views/late-orders", """{"name":"late-orders","table":"orders","where":{"status":"late"}}""")]
    public async Task Export_definitions_that_can_be_imported(string path, string definition)
    {
        string exported = (await platform.CallAsync(platform.Api(), path + "/export", null, "GET")).Body;
        Answer imported = await platform.CallAsync(platform.Api(), path + "/import", exported);

        Assert.That((exported, imported.Status, imported.Body), Is.EqualTo((definition, HttpStatusCode.OK, definition)));
    }

    [TestCase("GET", "/", "A stand-in for Kore.ai's platform")]
    [TestCase("GET", "/nothing", """{"errors":[{"msg":"There is no such route; GET / lists them.","code":404}]}""")]
    [TestCase("POST", "/jwk", """{"errors":[{"msg":"The route knows another method; GET / lists them.","code":405}]}""")]
    public async Task Stand_beside_other_routes(string method, string path, string start) => Assert.That((await platform.SendAsync(HttpMethod.Parse(method), path)).Body, Does.StartWith(start));

    private static async Task<(HttpStatusCode Status, string Body)> RefusalAsync(Task<Answer> call)
    {
        Answer answer = await call;
        return (answer.Status, answer.Body);
    }

    private async Task<string> ReasonAsync(string token)
    {
        Answer answer = await platform.CallAsync(token);
        return answer.Status == HttpStatusCode.Unauthorized ? answer.Json["errors"]![0]!["msg"]!.GetValue<string>() : answer.Status.ToString();
    }

    private string Raw(string payload) => Jws.Sign(
        Encoding.UTF8.GetBytes(payload.Replace("EXP", (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 300).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)),
        platform.Hs256,
        "JWT");
}
