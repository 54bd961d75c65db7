using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Which servers the client calls, and that nothing of a request reaches the others.</summary>
[TestFixture(SslProtocols.Tls12)]
[TestFixture(SslProtocols.Tls13)]
internal sealed class ClientSideTests(SslProtocols protocol)
{
    /// <summary>What OpenSSL refuses under TLS 1.2 before it asks us.</summary>
    private static readonly string[] ByPlatform = ["wrong key usage"];

    private readonly TestPki pki = new();

    private static IEnumerable<TestCaseData> Faults() => TestPki.Faults.Select(static fault => new TestCaseData(fault.Fault, fault.Code).SetArgDisplayNames(fault.Fault));

    [TestCaseSource(nameof(Faults))]
    public async Task No_request_reaches_a_server_whose_certificate_is(string fault, string code)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.For(TestAuthority.ServerAuthentication, fault), protocol);
        await using TlsClient client = new(folder.Configure);
        Assert.That(async () => await client.Http.GetAsync(server.Address), Throws.InstanceOf<HttpRequestException>().With.Message.Contains($"The server's certificate was refused ({code})").Or.Message.Contains(ByPlatform.Contains(fault) ? "Authentication failed" : code));
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task No_request_reaches_a_server_of_another_host_name()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.Intermediate.Issue(TestAuthority.ServerAuthentication, "CN=localhost", "other.example.com").With(pki.Intermediate), protocol);
        await using TlsClient client = new(folder.Configure);
        Assert.That(async () => await client.Http.GetAsync(server.Address), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("(host_name)"));
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task A_name_that_looks_like_an_address_does_not_stand_for_the_address()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.Intermediate.Issue(TestAuthority.ServerAuthentication, host: "127.0.0.1").With(pki.Intermediate), protocol);
        await using TlsClient client = new(folder.Configure);
        Assert.That(async () => await client.Http.GetAsync(new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("(host_name)"));
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task An_address_is_called_that_the_certificate_names_as_an_address()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.Intermediate.Issue(TestAuthority.ServerAuthentication, address: IPAddress.Loopback).With(pki.Intermediate), protocol);
        await using TlsClient client = new(folder.Configure);
        Assert.That(await client.Http.GetStringAsync(new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri), Does.StartWith("CN=bots"));
    }

    [Test]
    public async Task Nothing_is_fetched_from_where_a_certificate_points()
    {
        using TcpListener elsewhere = new(IPAddress.Loopback, 0);
        elsewhere.Start();
        X509AuthorityInformationAccessExtension pointer = new(null, [$"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/intermediate.cer"]);
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.Root.Intermediate("CN=Unknown Intermediate").Issue(TestAuthority.ServerAuthentication, further: pointer), protocol);
        await using TlsClient client = new(folder.Configure);
        Assert.That(async () => await client.Http.GetAsync(server.Address), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("(untrusted)"));
        Assert.That(elsewhere.Pending(), Is.False);
    }

    [TestCase(TestPki.Good, true)]
    [TestCase("expired", false)]
    [TestCase("other authority", false)]
    [TestCase("wrong host", false)]
    public async Task Behind_a_proxy_a_server_is_called_only_with_a_certificate_that_is(string kind, bool expected)
    {
        TestCertificate shown = kind == "wrong host"
            ? pki.Intermediate.Issue(TestAuthority.ServerAuthentication, host: "other.example.com").With(pki.Intermediate)
            : pki.For(TestAuthority.ServerAuthentication, kind);
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(shown, protocol);
        using TunnelProxy proxy = new();
        await using TlsClient client = new(folder.Configure, builder => builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { Proxy = new WebProxy(proxy.Address) }));
        if (expected)
        {
            Assert.That(await client.Http.GetStringAsync(server.Address), Does.StartWith("CN=bots"));
        }
        else
        {
            Assert.That(async () => await client.Http.GetStringAsync(server.Address), Throws.InstanceOf<HttpRequestException>());
        }

        Assert.That((proxy.Tunnels > 0, server.Requests), Is.EqualTo((true, expected ? 1 : 0)));
    }

    [Test]
    public async Task The_host_header_does_not_choose_the_name_that_is_checked()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.Intermediate.Issue(TestAuthority.ServerAuthentication, host: "other.example.com").With(pki.Intermediate), protocol);
        await using TlsClient client = new(folder.Configure);
        using HttpRequestMessage request = new(HttpMethod.Get, server.Address) { Headers = { Host = "other.example.com" } };
        Assert.That(async () => await client.Http.SendAsync(request), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("(host_name)"));
    }

    [TestCase(1, "HTTP/1.1")]
    [TestCase(2, "HTTP/2")]
    public async Task A_good_server_is_called_and_sees_the_clients_certificate(int version, string expected)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartPlainAsync(pki.For(TestAuthority.ServerAuthentication, TestPki.Good), protocol);
        await using TlsClient client = new(folder.Configure);
        client.Http.DefaultRequestVersion = version == 2 ? new Version(2, 0) : new Version(1, 1);
        Assert.That(await client.Http.GetStringAsync(server.Address), Is.EqualTo("CN=bots, O=ACME " + expected));
    }

    [Test]
    public async Task Two_parties_of_JwtKit_come_together()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        Assert.That(await client.Http.GetStringAsync(server.Address), Is.EqualTo("CN=bots, O=ACME HTTP/1.1"));
    }
}
