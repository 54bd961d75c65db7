using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>That nothing leads past the handshake.</summary>
[TestFixture]
internal sealed class WholeServerTests
{
    private readonly TestPki pki = new();

    [TestCase("http://127.0.0.1:0")]
    [TestCase("https://127.0.0.1:0;http://127.0.0.1:0")]
    public void A_plain_endpoint_stops_the_start(string urls)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        Assert.That(async () => await TlsServer.StartAsync(folder.Configure, urls: urls), Throws.InvalidOperationException.With.Message.StartsWith("UseJwtKitMutualTls covers the whole server, and http://127.0.0.1:"));
    }

    [Test]
    public void A_second_party_is_refused()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        Assert.That(
            async () => await TlsServer.StartAsync(folder.Configure, builder => builder.WebHost.UseJwtKitMutualTls("other")),
            Throws.InvalidOperationException.With.Message.EqualTo("UseJwtKitMutualTls was called before; a server is one party of mutual TLS."));
    }

    [Test]
    public async Task Requests_are_refused_where_the_defaults_are_replaced()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure, builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = pki.For(TestAuthority.ServerAuthentication, TestPki.Good).Certificate)));
        await RequireRefusedAsync(server);
    }

    [Test]
    public async Task Requests_are_refused_of_an_endpoint_with_a_handshake_of_its_own()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure, builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = pki.For(TestAuthority.ServerAuthentication, TestPki.Good).Certificate;
            https.ServerCertificateSelector = null;
            https.OnAuthenticate = null;
        }))));
        await RequireRefusedAsync(server);
    }

    [Test]
    public async Task An_endpoint_in_code_that_was_described_before_is_covered()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure, builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.UseHttps())));
        using HttpClient good = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, TestPki.Good), SslProtocols.Tls13);
        using HttpClient none = server.ClientWith(null, SslProtocols.Tls13);
        Assert.That(await good.GetStringAsync("/"), Does.StartWith("CN=bots"));
        Assert.That(async () => await none.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task An_endpoint_that_asks_for_certificates_itself_answers_nobody()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure, builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.UseHttps(static https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.AllowAnyClientCertificate();
        }))));
        using HttpClient client = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, "other authority"), SslProtocols.Tls13);
        Assert.That(async () => await client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task An_endpoint_of_the_configuration_is_covered()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure, static builder => builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("Kestrel:Endpoints:node:Url", "https://127.0.0.1:0"), KeyValuePair.Create<string, string?>("Kestrel:Endpoints:node:ClientCertificateMode", "NoCertificate")]));
        using HttpClient good = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, TestPki.Good), SslProtocols.Tls13);
        using HttpClient none = server.ClientWith(null, SslProtocols.Tls13);
        Assert.That(await good.GetStringAsync("/"), Does.StartWith("CN=bots"));
        Assert.That(async () => await none.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task The_client_calls_no_http_address()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsClient client = new(folder.Configure);
        Assert.That(async () => await client.Http.GetAsync(new Uri("http://localhost:1/")), Throws.InstanceOf<HttpRequestException>().With.Message.StartsWith("The client uses MutualTls 'kore', so it calls https addresses only"));
    }

    [Test]
    public async Task The_clients_handler_stays_bound_where_the_host_replaces_it_later()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.For(TestAuthority.ServerAuthentication, "other authority"), SslProtocols.Tls13);
        await using TlsClient client = new(folder.Configure, static builder => builder.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler()));
        Assert.That(async () => await client.Http.GetAsync(server.Address), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("(untrusted)"));
    }

    private static async Task RequireRefusedAsync(TlsServer server)
    {
        using HttpClient client = server.ClientWith(null, SslProtocols.Tls13);
        using HttpResponseMessage response = await client.GetAsync("/");
        Assert.That((response.StatusCode, server.Requests), Is.EqualTo((HttpStatusCode.Forbidden, 0)));
    }
}
