using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Which clients Kestrel lets in, and that nothing of the others reaches the application.</summary>
[TestFixture(SslProtocols.Tls12)]
[TestFixture(SslProtocols.Tls13)]
internal sealed class ServerSideTests(SslProtocols protocol)
{
    private readonly TestPki pki = new();

    private static IEnumerable<string> Faults() => ["none at all", .. TestPki.Faults.Select(static fault => fault.Fault)];

    [TestCaseSource(nameof(Faults))]
    public async Task No_request_reaches_the_application_with_a_certificate_that_is(string fault)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient client = server.ClientWith(fault == "none at all" ? null : pki.For(TestAuthority.ClientAuthentication, fault), protocol);
        Assert.That(async () => await client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
        string code = fault == "none at all" ? "missing" : TestPki.Faults.Single(each => each.Fault == fault).Code;
        Assert.That(server.Log.Of("JwtKit.TlsParty"), Is.Not.Empty.And.All.Contains($"client's certificate ({code})"));
        Assert.That(server.Requests, Is.Zero);
    }

    [Test]
    public async Task A_good_client_gets_in_and_the_application_sees_its_certificate()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient client = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, TestPki.Good), protocol);
        Assert.That(await client.GetStringAsync("/"), Is.EqualTo("CN=bots, O=ACME HTTP/1.1"));
    }

    [Test]
    public async Task A_good_client_gets_in_over_http_2()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient client = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, TestPki.Good), protocol);
        client.DefaultRequestVersion = new Version(2, 0);
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        Assert.That(await client.GetStringAsync("/"), Is.EqualTo("CN=bots, O=ACME HTTP/2"));
    }

    [Test]
    public async Task An_intermediate_that_the_client_does_not_send_is_taken_from_the_chain_file()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        File.WriteAllText(folder.Chain, pki.Intermediate.Pem);
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient client = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, "known intermediate"), protocol);
        Assert.That(await client.GetStringAsync("/"), Does.StartWith("CN=bots"));
    }

    [Test]
    public async Task Nothing_is_fetched_from_where_a_certificate_points()
    {
        using TcpListener elsewhere = new(IPAddress.Loopback, 0);
        elsewhere.Start();
        X509AuthorityInformationAccessExtension pointer = new(null, [$"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/intermediate.cer"]);
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(folder.Configure);
        using HttpClient client = server.ClientWith(pki.Root.Intermediate("CN=Unknown Intermediate").Issue(TestAuthority.ClientAuthentication, further: pointer), protocol);
        Assert.That(async () => await client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(elsewhere.Pending(), Is.False);
    }

    [TestCase("CN=bots, O=ACME", true)]
    [TestCase("CN=bots", false)]
    [TestCase("O=ACME, CN=bots", false)]
    [TestCase("CN=Bots, O=ACME", false)]
    [TestCase("DNS:LOCALHOST", true)]
    [TestCase("DNS:local", false)]
    [TestCase("URI:spiffe://example.com/bots", true)]
    [TestCase("URI:spiffe://example.com/", false)]
    public async Task Only_subjects_that_are_named_get_in(string allowed, bool expected)
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(options =>
        {
            folder.Configure(options);
            options.AllowedSubjects.Add(allowed);
        });
        using HttpClient client = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, TestPki.Good), protocol);
        if (expected)
        {
            Assert.That(await client.GetStringAsync("/"), Does.StartWith("CN=bots"));
        }
        else
        {
            Assert.That(async () => await client.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
        }

        Assert.That(server.Requests, Is.EqualTo(expected ? 1 : 0));
    }

    [Test]
    public async Task A_client_without_any_purpose_gets_in_only_where_the_settings_admit_it()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        await using TlsServer server = await TlsServer.StartAsync(options =>
        {
            folder.Configure(options);
            options.AllowMissingPurpose = true;
        });
        using HttpClient good = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, "no purpose"), protocol);
        using HttpClient bad = server.ClientWith(pki.For(TestAuthority.ClientAuthentication, "wrong purpose"), protocol);
        Assert.That(await good.GetStringAsync("/"), Does.StartWith("CN=bots"));
        Assert.That(async () => await bad.GetAsync("/"), Throws.InstanceOf<HttpRequestException>());
    }
}
