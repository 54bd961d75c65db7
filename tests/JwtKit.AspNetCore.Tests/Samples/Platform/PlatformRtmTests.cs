using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>What the Web SDK does at the platform's stand-in once it has a bearer token, and what it is told from a page of another origin.</summary>
[TestFixture]
internal sealed class PlatformRtmTests
{
    private const string Origin = "https://shop.example.com";

    private StandIn platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => platform = await StandIn.StartAsync(("KorePlatform__ExpireFirstBearer", "true"));

    [OneTimeTearDown]
    public ValueTask StopAsync() => platform.DisposeAsync();

    [Test]
    public async Task Answers_the_first_bearer_of_a_user_as_expired_and_the_next_not()
    {
        string bearer = await platform.BearerAsync("maria@example.com");
        Answer first = await StartAsync(bearer);
        Answer second = await StartAsync(bearer);
        Answer next = await StartAsync(await platform.BearerAsync("maria@example.com"));

        Assert.Multiple(() =>
        {
            Assert.That((first.Status, first.Body), Is.EqualTo((HttpStatusCode.Unauthorized, """{"errors":[{"msg":"The access token has expired.","code":"TOKEN_EXPIRED"}]}""")));
            Assert.That((second.Status, next.Status), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.OK)));
        });
    }

    [Test]
    public async Task Opens_a_socket_where_a_bot_answers()
    {
        using ClientWebSocket socket = await ConnectAsync(await AddressAsync("1@example.com"));
        JsonNode answer = await TalkAsync(socket, """{"message":{"body":"hello"}}""");
        JsonNode pong = await TalkAsync(socket, """{"type":"ping"}""");

        Assert.That(
            (answer["type"]!.GetValue<string>(), answer["message"]![0]!["cInfo"]!["body"]!.GetValue<string>(), pong["type"]!.GetValue<string>()),
            Is.EqualTo(("bot_response", "This is the stand-in of the platform. Your token was accepted.", "pong")));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"type":7}""")]
    [TestCase("""{"\ud800":1}""")]
    public async Task Answers_whatever_it_is_sent(string message)
    {
        using ClientWebSocket socket = await ConnectAsync(await AddressAsync("2@example.com"));

        Assert.That((await TalkAsync(socket, message))["type"]!.GetValue<string>(), Is.EqualTo("bot_response"));
    }

    [Test]
    public async Task Closes_a_socket_when_it_is_told_to()
    {
        using ClientWebSocket socket = await ConnectAsync(await AddressAsync("3@example.com"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
    }

    [Test]
    public async Task Opens_one_socket_by_one_address()
    {
        Uri address = await AddressAsync("4@example.com");
        using ClientWebSocket first = await ConnectAsync(address);

        Assert.That(async () => await ConnectAsync(address), Throws.TypeOf<WebSocketException>());
    }

    [Test]
    public async Task Has_an_empty_history()
    {
        string bearer = await NextBearerAsync("5@example.com");
        Answer answer = await HistoryAsync(bearer);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, """{"total":0,"moreAvailable":false,"messages":[]}""")));
    }

    [TestCase("")]
    [TestCase("bearer")]
    [TestCase("bearer x")]
    [TestCase("x")]
    public async Task Refuses_what_is_no_bearer_of_its_own(string header)
    {
        Answer answer = await platform.SendAsync(HttpMethod.Post, "/api/rtm/start", "{}", ("Authorization", header), ("Origin", Origin));

        Assert.That(
            (answer.Status, answer.Headers["Access-Control-Allow-Origin"], answer.Body),
            Is.EqualTo((HttpStatusCode.Unauthorized, "*", """{"errors":[{"msg":"The header Authorization needs bearer and an access token that jwtgrant has given.","code":401}]}""")));
    }

    [TestCase("POST", "/api/oAuth/token/jwtgrant", Description = "no assertion")]
    [TestCase("GET", "/api/oAuth/token/jwtgrant", Description = "another method")]
    [TestCase("GET", "/api/botmessages/rtm", Description = "no bearer")]
    [TestCase("GET", "/api/rtm/elsewhere", Description = "no such route")]
    public async Task Lets_pages_of_any_origin_read_errors_without_credentials(string method, string path)
    {
        Answer answer = await platform.SendAsync(HttpMethod.Parse(method), path, method == "POST" ? "{}" : null, ("Origin", Origin));

        Assert.That(
            (answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin"), answer.Headers.ContainsKey("Access-Control-Allow-Credentials"), answer.Json.ContainsKey("errors")),
            Is.EqualTo(("*", false, true)));
    }

    [Test]
    public async Task Lets_pages_read_that_a_body_is_too_long()
    {
        Answer answer = await platform.SendAsync(HttpMethod.Post, "/api/oAuth/token/jwtgrant", new string(' ', 70_000), ("Origin", Origin));

        Assert.That((answer.Status, answer.Headers["Access-Control-Allow-Origin"]), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "*")));
    }

    [TestCase("/api/oAuth/token/jwtgrant")]
    [TestCase("/api/rtm/start")]
    [TestCase("/api/botmessages/rtm")]
    public async Task Answers_a_preflight(string path)
    {
        Answer answer = await platform.SendAsync(
            HttpMethod.Options, path, null, ("Origin", Origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

        Assert.That(
            (answer.Status, answer.Headers["Access-Control-Allow-Origin"], answer.Headers["Access-Control-Allow-Headers"]),
            Is.EqualTo((HttpStatusCode.NoContent, "*", "authorization,content-type")));
    }

    [Test]
    public async Task Keeps_the_public_apis_from_pages()
    {
        Answer answer = await platform.SendAsync(HttpMethod.Post, "/api/public/usersInfo", "{}", ("Origin", Origin));

        Assert.That(answer.Headers.ContainsKey("Access-Control-Allow-Origin"), Is.False);
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        ClientWebSocket socket = new();
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<JsonNode> TalkAsync(ClientWebSocket socket, string message)
    {
        byte[] buffer = new byte[4096];
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
    }

    private async Task<Uri> AddressAsync(string subject)
    {
        string bearer = await NextBearerAsync(subject);
        return new Uri((await StartAsync(bearer)).Json["url"]!.GetValue<string>());
    }

    private async Task<string> NextBearerAsync(string subject)
    {
        await platform.BearerAsync(subject);
        return await platform.BearerAsync(subject);
    }

    private Task<Answer> StartAsync(string bearer) => platform.SendAsync(HttpMethod.Post, "/api/rtm/start", "{}", ("Authorization", "bearer " + bearer));

    private Task<Answer> HistoryAsync(string bearer) => platform.SendAsync(HttpMethod.Get, "/api/botmessages/rtm?botInfo=x", null, ("Authorization", "bearer " + bearer));
}
