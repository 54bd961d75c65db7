using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Against the openssl program, in both directions.</summary>
[TestFixture("-tls1_2")]
[TestFixture("-tls1_3")]
internal sealed class OpenSslTests(string version)
{
    private readonly TestPki pki = new();

    [OneTimeSetUp]
    public void RequireOpenSsl() => OtherPrograms.RequireOpenSsl();

    [TestCase(TestPki.Good, 1)]
    [TestCase("none at all", 0)]
    [TestCase("expired", 0)]
    [TestCase("self-signed", 0)]
    [TestCase("other authority", 0)]
    [TestCase("wrong purpose", 0)]
    [TestCase("missing intermediate", 0)]
    [TestCase("revoked", 0)]
    public async Task S_client_reaches_the_application_only_with_a_certificate_that_is(string kind, int expected)
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, kind));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        string[] own = kind == "none at all" ? [] : ["-cert", ofClient.Certificate, "-key", ofClient.Key, "-cert_chain", ofClient.Certificate];
        await using OtherProgram client = OtherProgram.Start("openssl", [
            "s_client", "-connect", $"127.0.0.1:{server.Address.Port}", "-servername", "localhost", "-verify_hostname", "localhost", "-verify_return_error",
            "-CAfile", ofClient.Root, "-quiet", "-ign_eof", version, .. own]);
        try
        {
            await client.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
        catch (IOException)
        {
            // It has ended already, as it should.
        }

        string said = await client.EndAsync();
        Assert.That((server.Requests, said.Contains("CN=bots, O=ACME HTTP/1.1", StringComparison.Ordinal)), Is.EqualTo((expected, expected == 1)), said);
    }

    [TestCase(TestPki.Good, true)]
    [TestCase("expired", false)]
    [TestCase("self-signed", false)]
    [TestCase("other authority", false)]
    [TestCase("wrong purpose", false)]
    [TestCase("missing intermediate", false)]
    [TestCase("revoked", false)]
    [TestCase("wrong host", false)]
    public async Task S_server_gets_a_request_only_with_a_certificate_that_is(string kind, bool expected)
    {
        TestCertificate shown = kind == "wrong host"
            ? pki.Intermediate.Issue(TestAuthority.ServerAuthentication, "CN=localhost", "other.example.com").With(pki.Intermediate)
            : pki.For(TestAuthority.ServerAuthentication, kind);
        using PartyFolder ofServer = PartyFolder.Of(pki, shown);
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        using HeldPort port = new();
        string[] chain = shown.Chain.Length > 0 ? ["-cert_chain", ofServer.Certificate] : [];
        await using OtherProgram server = OtherProgram.Start("openssl", [
            "s_server", "-accept", $"127.0.0.1:{port.Number}", "-cert", ofServer.Certificate, "-key", ofServer.Key, "-CAfile", ofServer.Root, "-Verify", "3", "-verify_return_error", version, .. chain]);
        await server.SaidAsync("ACCEPT");
        await using TlsClient client = new(ofClient.Configure);
        using CancellationTokenSource enough = new();
        Task<string> call = client.Http.GetStringAsync(new Uri($"https://localhost:{port.Number}/a-secret-path"), enough.Token);
        if (expected)
        {
            // It answers nothing; that it read the request is what is asked.
            await server.SaidAsync("GET /a-secret-path");
            await enough.CancelAsync();
            Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        }
        else
        {
            Assert.That(async () => await call, Throws.InstanceOf<HttpRequestException>().With.Message.Contains("The server's certificate was refused"));
            Assert.That(await server.KillAsync(), Does.Not.Contain("a-secret-path"));
        }
    }
}
