using System.Net;
using System.Net.Sockets;
using System.Text;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The resolver's own handler, against answers over a real connection.</summary>
[TestFixture]
[CancelAfter(60_000)]
internal sealed class JwksResolverLoopbackTests
{
    private static string Body => PublishedSet.Of(PublishedSet.First);

    private static string Good => $"HTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}";

    [Test]
    public async Task Fetches_a_set()
    {
        await using LoopbackServer server = LoopbackServer.Sending(Good);

        Assert.That(await FailureOf(server), Is.Null);
    }

    [Test]
    public async Task Fetches_a_set_in_chunks()
    {
        await using LoopbackServer server = LoopbackServer.Sending(
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n");

        Assert.That(await FailureOf(server), Is.Null);
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 262145\r\n\r\n", "too_long")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n", "too_long")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{\"keys\":[]}", "malformed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{\"keys\":[]}", "unreachable")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nb\r\n{\"keys\":[]}\r\n", "unreachable")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "compressed")]
    [TestCase("HTTP/1.1 503 Sorry\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "unexpected_status")]
    [TestCase("HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "unexpected_status")]
    [TestCase("SSH-2.0-OpenSSH\r\n\r\n", "unreachable")]
    [TestCase("", "unreachable")]
    public async Task Refuses_a_false_answer(string answer, string code)
    {
        await using LoopbackServer server = LoopbackServer.Sending(answer);

        Assert.That((await FailureOf(server))?.Code, Is.EqualTo(code));
    }

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", " ", "too_long")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", "too_long")]
    [TestCase("HTTP/1.1 200 OK\r\n", "X-More: 1\r\n", "unreachable")]
    public async Task Hangs_up_on_an_answer_without_end(string head, string more, string code)
    {
        TaskCompletionSource hungUp = new();
        await using LoopbackServer server = new((_, stream, cancellationToken) => SendForever(head, more, stream, hungUp, cancellationToken));
        string? found = (await FailureOf(server))?.Code;
        await hungUp.Task.WaitAsync(TestContext.CurrentContext.CancellationToken);

        Assert.That(found, Is.EqualTo(code));
    }

    [TestCase("http://127.0.0.1:1/")]
    [TestCase("/jwks.json")]
    [TestCase("https://id.example.com/")]
    public async Task Does_not_follow_a_redirect(string location)
    {
        await using LoopbackServer server = LoopbackServer.Sending(
            $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.That(((await FailureOf(server))?.Code, server.ConnectionCount), Is.EqualTo(("redirected", 1)));
    }

    [Test]
    public async Task Refuses_the_answer_where_the_callers_handler_followed_a_redirect()
    {
        await using LoopbackServer elsewhere = LoopbackServer.Sending(Good);
        await using LoopbackServer server = LoopbackServer.Sending(
            $"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using SocketsHttpHandler following = new() { AllowAutoRedirect = true };

        Assert.That(((await FailureOf(server, following))?.Code, elsewhere.ConnectionCount), Is.EqualTo(("redirected", 1)));
    }

    [Test]
    public async Task Sends_no_cookie_that_was_set_before()
    {
        List<string> heads = [];
        await using LoopbackServer server = new(async (head, stream, cancellationToken) =>
        {
            heads.Add(head);
            string answer = Good.Replace("Connection", "Set-Cookie: id=7; Path=/\r\nConnection", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
        });
        FixedTimeProvider clock = new(SamplePolicy.Now);
        using JwksResolver resolver = Make(server, clock);
        await resolver.PrefetchAsync();
        clock.Elapse(TimeSpan.FromSeconds(30));
        JwtValidator validator = new(SamplePolicy.Make(keys: resolver), clock);
        await validator.ValidateAsync(FetchedKeysScene.TokenOf(PublishedSet.Second));

        Assert.That(heads, Is.EqualTo(Enumerable.Repeat(
            $"GET /jwks.json HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAccept: application/jwk-set+json, application/json\r\n\r\n", 2)));
    }

    [Test]
    public async Task Ends_an_answer_that_comes_too_slowly()
    {
        TaskCompletionSource begun = new();
        await using LoopbackServer server = new(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), cancellationToken);
            begun.SetResult();
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        });
        FixedTimeProvider clock = new(SamplePolicy.Now);
        using JwksResolver resolver = Make(server, clock);
        Task<bool> waiting = resolver.PrefetchAsync();
        await begun.Task;
        clock.Elapse(TimeSpan.FromSeconds(10));

        Assert.That((await waiting, resolver.LastFailure?.Code), Is.EqualTo((false, "timed_out")));
    }

    [Test]
    public async Task Asks_no_proxy_for_this_machine()
    {
        await using LoopbackServer server = LoopbackServer.Sending(Good);
        await using LoopbackServer proxy = LoopbackServer.Sending("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address) { BypassProxyOnLocal = false };
        try
        {
            Assert.That((await FailureOf(server), proxy.ConnectionCount), Is.EqualTo(((JwksFailure?)null, 0)));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Test]
    public async Task Says_that_nobody_answers()
    {
        using HeldPort closed = new();
        Uri address = new($"http://127.0.0.1:{closed.Number}/");
        using JwksResolver resolver = new(address, SignatureAlgorithm.Rs256, new JwksResolverOptions { AllowHttpOnLoopback = true });
        await resolver.PrefetchAsync();

        Assert.That(resolver.LastFailure?.ToString(), Is.EqualTo("unreachable: The keys could not be fetched: ConnectionError."));
    }

    [Test]
    public async Task Speaks_no_plain_text_to_an_https_address()
    {
        TaskCompletionSource<byte> first = new();
        using TcpListener plain = new(IPAddress.Loopback, 0);
        plain.Start();
        Task accepting = Task.Run(async () =>
        {
            using TcpClient client = await plain.AcceptTcpClientAsync();
            byte[] buffer = new byte[1];
            await client.GetStream().ReadExactlyAsync(buffer);
            first.SetResult(buffer[0]);
        });
        using JwksResolver resolver = new(new Uri($"https://{plain.LocalEndpoint}/"), SignatureAlgorithm.Rs256);
        await resolver.PrefetchAsync();
        await accepting;

        // 22 begins a TLS handshake.
        Assert.That((await first.Task, resolver.LastFailure?.Code), Is.EqualTo((22, "unreachable")));
    }

    private static JwksResolver Make(LoopbackServer server, TimeProvider clock, HttpMessageHandler? handler = null) => new(
        server.Address, SignatureAlgorithm.Rs256, new JwksResolverOptions { AllowHttpOnLoopback = true, Handler = handler }, clock);

    private static async Task<JwksFailure?> FailureOf(LoopbackServer server, HttpMessageHandler? handler = null)
    {
        using JwksResolver resolver = Make(server, new FixedTimeProvider(SamplePolicy.Now), handler);
        bool isThere = await resolver.PrefetchAsync(TestContext.CurrentContext.CancellationToken);
        return isThere ? null : resolver.LastFailure ?? throw new InvalidOperationException("Neither keys nor a failure.");
    }

    private static async Task SendForever(string head, string more, NetworkStream stream, TaskCompletionSource hungUp, CancellationToken cancellationToken)
    {
        byte[] many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 1000)));
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
            while (true)
            {
                await stream.WriteAsync(many, cancellationToken);
            }
        }
        catch (IOException)
        {
            hungUp.SetResult();
        }
    }
}
