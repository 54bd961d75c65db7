using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What is counted of certificates, encrypted payloads and Kaizala's service.</summary>
[TestFixture]
internal sealed class OutcomeMetricsTests
{
    [Test]
    public async Task Counts_servers_that_a_client_refuses()
    {
        TestPki pki = new();
        using PartyFolder stranger = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, "other authority"));
        using PartyFolder client = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(stranger.Configure);
        await using TestHost host = await TestHost.StartAsync(static _ => { }, services: services => services.AddHttpClient("bots").AddMutualTls("bots", client.Configure));
        using Watched watched = new(host.Services);
        using HttpClient http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("bots");
        Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(server.Address));

        Assert.That(watched.Of("jwtkit.mutual_tls.refusals"), Is.EqualTo(new[] { "jwtkit.mutual_tls.refusals 1 jwtkit.outcome=untrusted jwtkit.party=bots jwtkit.peer=server" }));
    }

    [Test]
    public async Task Counts_clients_that_a_server_refuses()
    {
        TestPki pki = new();
        using PartyFolder own = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(own.Configure);
        using Watched watched = new(server.Services);
        TestCertificate revoked = pki.Revoked(TestAuthority.ClientAuthentication);
        using TcpClient connection = new();
        await connection.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await using SslStream secure = new(connection.GetStream());
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = "localhost",
            EnabledSslProtocols = SslProtocols.Tls12,
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
            ClientCertificateContext = SslStreamCertificateContext.Create(revoked.Certificate, [pki.Intermediate.Certificate], offline: true),
        };
        await secure.AuthenticateAsClientAsync(options);

        // The client has finished its part when the server judges.
        Assert.That(
            () => watched.Of("jwtkit.mutual_tls.refusals"),
            Is.EqualTo(new[] { "jwtkit.mutual_tls.refusals 1 jwtkit.outcome=revoked jwtkit.party=kore jwtkit.peer=client" }).After(10_000, 10));
    }

    [Test]
    public async Task Counts_encrypted_requests_on_both_sides()
    {
        await using TestHost host = await StartPayloadsAsync();
        using Watched watched = new(host.Services);
        using HttpClient http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("payload");
        using StringContent content = new("hello");
        (await http.PostAsync(new Uri(host.Client.BaseAddress!, "/echo"), content)).Dispose();

        // The server counts when it has answered.
        Assert.That(() => watched.Of("jwtkit.payload.exchanges"), Is.EquivalentTo(new[]
        {
            "jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome=completed jwtkit.side=server", "jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome=completed jwtkit.side=client",
        }).After(10_000, 10));
    }

    [TestCase("text/plain", "encryption_required")]
    [TestCase("application/jose+json", "envelope_refused")]
    public async Task Counts_requests_that_a_server_refuses(string type, string outcome)
    {
        await using TestHost host = await StartPayloadsAsync();
        using Watched watched = new(host.Services);
        using StringContent content = new("hello", MediaTypeHeaderValue.Parse(type));
        await host.SendAsync(HttpMethod.Post, "/echo", content, ("JwtKit-Request-Id", "AAAAAAAAAAAAAAAAAAAAAA"));

        Assert.That(
            () => watched.Of("jwtkit.payload.exchanges"),
            Is.EqualTo(new[] { $"jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome={outcome} jwtkit.side=server" }).After(10_000, 10));
    }

    [TestCase("/plain", "refused")]
    [TestCase("/nothing", "plain")]
    [TestCase("/aborted", "unanswered")]
    public async Task Counts_answers_of_other_kinds_on_the_client(string path, string outcome)
    {
        await using TestHost host = await StartPayloadsAsync();
        using Watched watched = new(host.Services);
        using HttpClient http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("payload");
        try
        {
            (await http.GetAsync(new Uri(host.Client.BaseAddress!, path))).Dispose();
        }
        catch (HttpRequestException)
        {
            // Lease, which is all that matters here.
        }

        Assert.That(watched.Of("jwtkit.payload.exchanges"), Is.EqualTo(new[] { $"jwtkit.payload.exchanges 1 jwtkit.envelope=kore jwtkit.outcome={outcome} jwtkit.side=client" }));
    }

    [TestCase(200, """{"id":"2f1b6e0c-7f3c-4c5e-9a51-0f2d7c1e8a11","name":"Ada","actionPackageId":"com.example"}""", "accepted")]
    [TestCase(200, "{", "not_understood")]
    [TestCase(401, "", "refused")]
    [TestCase(500, "", "unexpected_status")]
    public async Task Counts_what_Kaizalas_service_says(int status, string body, string outcome)
    {
        await using KaizalaUpstream upstream = await KaizalaUpstream.StartAsync();
        upstream.AnswerWith(status, body);
        await using TestHost host = await StartKaizalaAsync(upstream.Address);
        using Watched watched = new(host.Services);
        await host.GetAsync("/kaizala", ("accessToken", "opaque.kaizala.token"));

        Assert.That(watched.Of("jwtkit.kaizala.introspections"), Is.EqualTo(new[] { $"jwtkit.kaizala.introspections 1 jwtkit.outcome={outcome} jwtkit.scheme=Kaizala" }));
    }

    [Test]
    public async Task Counts_a_service_that_is_not_reached()
    {
        await using TestHost host = await StartKaizalaAsync(new Uri("http://127.0.0.1:1/"));
        using Watched watched = new(host.Services);
        await host.GetAsync("/kaizala", ("accessToken", "opaque.kaizala.token"));

        Assert.That(watched.Of("jwtkit.kaizala.introspections"), Is.EqualTo(new[] { "jwtkit.kaizala.introspections 1 jwtkit.outcome=not_reached jwtkit.scheme=Kaizala" }));
    }

    [Test]
    public async Task Counts_an_answer_that_is_still_known_once()
    {
        await using KaizalaUpstream upstream = await KaizalaUpstream.StartAsync();
        await using TestHost host = await StartKaizalaAsync(upstream.Address);
        using Watched watched = new(host.Services);
        await host.GetAsync("/kaizala", ("accessToken", "opaque.kaizala.token"));
        await host.GetAsync("/kaizala", ("accessToken", "opaque.kaizala.token"));

        Assert.That(watched.Of("jwtkit.kaizala.introspections"), Is.EqualTo(new[] { "jwtkit.kaizala.introspections 1 jwtkit.outcome=accepted jwtkit.scheme=Kaizala" }));
    }

    private static Task<TestHost> StartKaizalaAsync(Uri address) => TestHost.StartAsync(
        static app => app.MapGet("/kaizala", static async (HttpContext context) => (await context.AuthenticateAsync(KaizalaDefaults.AuthenticationScheme)).Succeeded),
        services: services => services.AddAuthentication(KaizalaDefaults.AuthenticationScheme).AddKaizala(options => (options.BaseAddress, options.AllowHttpOnLoopback) = (address, true)));

    /// <summary>Server and client in one, which share a key.</summary>
    private static Task<TestHost> StartPayloadsAsync() => TestHost.StartAsync(
        static app =>
        {
            PayloadPair.MapEcho(app);
            app.MapGet("/plain", static () => "plain");
            app.MapGet("/nothing", static () => Results.NoContent());
            app.MapGet("/aborted", static context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });
        },
        Settings.Only(("JwtKit:Envelopes:kore:SharedKey", Convert.ToBase64String(new byte[32]))),
        static services => services.AddHttpClient("payload").AddJwtKitPayloadEncryption("kore"));
}
