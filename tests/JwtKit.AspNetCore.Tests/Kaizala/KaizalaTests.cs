using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class KaizalaTests
{
    private const string Token = "opaque.token_1234-5678";

    [Test]
    public async Task Signs_a_user_in_with_all_that_the_service_says()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();

        Assert.That((await host.GetAsync(Token)).Body.Split('\n'), Is.EqualTo(new[]
        {
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier=" + KaizalaUpstream.UserId,
            "id=" + KaizalaUpstream.UserId,
            "name=Ada Secretname",
            "phoneNumber=+4915112345678",
            "pictureUrl=https://example.com/ada.png",
            "actionPackageId=com.example.card",
        }));
    }

    [Test]
    public async Task Names_the_user()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();

        Assert.That((await host.GetAsync(Token, "/name")).Body, Is.EqualTo("Ada Secretname"));
    }

    [Test]
    public async Task Asks_the_service_as_it_is_to_be_asked()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Is.EqualTo(new[] { $"GET /v1/users/me {Token}" }));
    }

    [TestCase("/kaizala")]
    [TestCase("/kaizala/")]
    public async Task Keeps_the_path_of_the_base_address(string path)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(options => options.BaseAddress = new Uri(options.BaseAddress!, path));
        await host.GetAsync(Token);

        Assert.That(host.Upstream.Calls, Is.EqualTo(new[] { $"GET /kaizala/v1/users/me {Token}" }));
    }

    [Test]
    public async Task Takes_the_token_from_the_header_that_the_host_chose()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.HeaderName = "X-Card-Token");

        Assert.That((await host.GetAsync(Token, header: "x-card-token")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Looks_at_no_other_header()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(static options => options.HeaderName = "X-Card-Token");

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Refuses_a_caller_without_a_token_unasked()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        Answer answer = await host.GetAsync(null);

        Assert.That((answer.Status, answer.Headers["WWW-Authenticate"], host.Upstream.Calls.Count), Is.EqualTo((HttpStatusCode.Unauthorized, "Kaizala", 0)));
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    public async Task Refuses_a_token_that_the_service_refuses(int status)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(status, KaizalaUpstream.Ada);
        Answer answer = await host.GetAsync(Token);

        Assert.That((answer.Status, answer.Headers["WWW-Authenticate"], answer.Body), Is.EqualTo((HttpStatusCode.Unauthorized, "Kaizala", "")));
    }

    [TestCase(400)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(201)]
    [TestCase(206)]
    public async Task Lets_nobody_in_where_the_service_does_not_say(int status)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(status, KaizalaUpstream.Ada);

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("<html></html>")]
    [TestCase("""{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}""")]
    [TestCase("""{"actionPackageId":"com.example.card"}""")]
    [TestCase("""{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","actionPackageId":"a","actionPackageId":"b"}""")]
    [TestCase("\ufeff" + KaizalaUpstream.Ada)]
    public async Task Lets_nobody_in_where_the_answer_is_not_understood(string body)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(200, body);

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase(65536, ExpectedResult = HttpStatusCode.OK)]
    [TestCase(65537, ExpectedResult = HttpStatusCode.ServiceUnavailable)]
    [TestCase(20_000_000, ExpectedResult = HttpStatusCode.ServiceUnavailable)]
    public async Task<HttpStatusCode> Reads_64_KiB_at_most(int length)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(200, KaizalaUpstream.Ada.PadRight(length));

        return (await host.GetAsync(Token)).Status;
    }

    [Test]
    public async Task Reads_64_KiB_at_most_of_an_answer_that_never_ends()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.Answer = static async context =>
        {
            byte[] spaces = new byte[4096];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        };

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    public async Task Follows_no_redirect(int status)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        Answer answer = await host.GetAsync(Token);

        Assert.That((answer.Status, host.Upstream.Calls.Count), Is.EqualTo((HttpStatusCode.ServiceUnavailable, 1)));
    }

    [Test]
    public async Task Gives_up_once_the_time_is_over()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        Task<Answer> pending = host.GetAsync(Token);
        await held.Arrived;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(10));

        Assert.That((await pending).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Waits_until_the_time_is_over()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        HeldAnswer held = host.Upstream.Hold();
        Task<Answer> pending = host.GetAsync(Token);
        await held.Arrived;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        held.Release();

        Assert.That((await pending).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Gives_up_on_an_answer_that_does_not_end_in_time()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Upstream.Answer = async context =>
        {
            await context.Response.WriteAsync(KaizalaUpstream.Ada);
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Task<Answer> pending = host.GetAsync(Token);
        await begun.Task;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(10));

        Assert.That((await pending).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Gives_up_even_where_a_handler_does_not_heed_its_token()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<HttpResponseMessage> never = new();
        await using KaizalaHost host = await KaizalaHost.StartAsync(handler: () => new OddHandler(_ =>
        {
            asked.SetResult();
            return never.Task;
        }));
        Task<Answer> pending = host.GetAsync(Token);
        await asked.Task;
        host.Api.Time.Elapse(TimeSpan.FromSeconds(10));

        Assert.That((await pending).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Repeats_nothing_that_a_handler_says()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync(handler: () => new OddHandler(_ => throw new InvalidOperationException(Token)));
        await host.GetAsync(Token);

        Assert.That(host.Api.Log.Of("JwtKit.KaizalaHandler"), Has.Some.Contains("failed: InvalidOperationException.").And.All.Not.Contain(Token));
    }

    [Test]
    public async Task Lets_nobody_in_where_the_service_cannot_be_reached()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.Upstream.DisposeAsync();

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Lets_nobody_in_where_the_service_hangs_up()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.Answer = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.That((await host.GetAsync(Token)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Leaves_open_doors_open_while_the_service_is_down()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(500);
        Answer answer = await host.GetAsync(Token, "/open");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, "false")));
    }

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("tab\there")]
    [TestCase("umlaut\u00e4")]
    [TestCase("delete\u007f")]
    [TestCase("line\r\nX-Other: 1")]
    [TestCase("line\nbreak")]
    [TestCase("zero\0")]
    public async Task Refuses_unasked_what_cannot_be_sent_on(string token)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        bool isIn = (await host.AuthenticateAsync(token)).Succeeded;

        Assert.That((isIn, host.Upstream.Calls.Count), Is.EqualTo((false, 0)));
    }

    [TestCase(8192, ExpectedResult = 1)]
    [TestCase(8193, ExpectedResult = 0)]
    public async Task<int> Asks_about_no_token_that_is_too_long(int length)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.AuthenticateAsync(new string('t', length));

        return host.Upstream.Calls.Count;
    }

    [Test]
    public async Task Refuses_two_tokens_unasked()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        Answer answer = await host.Api.GetAsync("/me", ("accessToken", "one"), ("accessToken", "two"));

        Assert.That((answer.Status, host.Upstream.Calls.Count), Is.EqualTo((HttpStatusCode.Unauthorized, 0)));
    }

    [TestCase("/card", HttpStatusCode.OK)]
    [TestCase("/cards", HttpStatusCode.OK)]
    [TestCase("/other-card", HttpStatusCode.Forbidden)]
    [TestCase("/both-cards", HttpStatusCode.Forbidden)]
    [TestCase("/card-in-capitals", HttpStatusCode.Forbidden)]
    public async Task Lets_the_card_in_that_the_host_expects(string path, HttpStatusCode expected)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();

        Assert.That((await host.GetAsync(Token, path)).Status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Lets_no_card_in_without_a_token()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();

        Assert.That((await host.GetAsync(null, "/card")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Logs_nothing_of_tokens_and_users()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.GetAsync(Token);
        int[] answers = [401, 500, 200];
        foreach (int status in answers)
        {
            host.Upstream.AnswerWith(status, "{");
            await host.GetAsync(Token + status.ToString(CultureInfo.InvariantCulture));
        }

        await host.Upstream.DisposeAsync();
        await host.GetAsync(Token + "-unreachable");

        string log = string.Join('\n', host.Api.Log.All);
        Assert.That(log, Does.Contain("System.Net.Http.HttpClient").And.Contain("JwtKit.KaizalaHandler").And.Not.Contain(Token)
            .And.Not.Contain("Secretname").And.Not.Contain("4915112345678").And.Not.Contain(KaizalaUpstream.UserId));
    }

    [TestCase(401, "Information: The service of scheme Kaizala refused a token: status 401.")]
    [TestCase(500, "Warning: A token could not be checked: the service of scheme Kaizala answered with status 500; 200, 401, 403 or 404 is expected.")]
    [TestCase(200, "Warning: A token could not be checked: the service of scheme Kaizala answered 200 with something other than a user in strict JSON of at most 64 KiB.")]
    public async Task Logs_what_an_operator_needs(int status, string expected)
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        host.Upstream.AnswerWith(status);
        await host.GetAsync(Token);

        Assert.That(host.Api.Log.Of("JwtKit.KaizalaHandler"), Has.Some.EqualTo($"JwtKit.KaizalaHandler: {expected} "));
    }

    [Test]
    public async Task Logs_why_the_service_was_not_reached()
    {
        await using KaizalaHost host = await KaizalaHost.StartAsync();
        await host.Upstream.DisposeAsync();
        await host.GetAsync(Token);

        Assert.That(host.Api.Log.Of("JwtKit.KaizalaHandler"), Has.Some.EqualTo(
            "JwtKit.KaizalaHandler: Warning: A token could not be checked: the call to the service of scheme Kaizala failed: ConnectionError. "));
    }
}
