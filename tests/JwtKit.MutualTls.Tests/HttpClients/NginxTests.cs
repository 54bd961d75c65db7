using System.Net;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Against Debian's nginx, in both directions.</summary>
[TestFixture("TLSv1.2")]
[TestFixture("TLSv1.3")]
internal sealed class NginxTests(string version)
{
    private readonly TestPki pki = new();

    [OneTimeSetUp]
    public void RequireNginx() => OtherProgram.RequireNginx();

    [TestCase(TestPki.Good, true)]
    [TestCase("expired", false)]
    [TestCase("self-signed", false)]
    [TestCase("other authority", false)]
    [TestCase("wrong purpose", false)]
    [TestCase("missing intermediate", false)]
    [TestCase("revoked", false)]
    [TestCase("wrong host", false)]
    public async Task Nginx_gets_a_request_only_with_a_certificate_that_is(string kind, bool expected)
    {
        TestCertificate shown = kind == "wrong host"
            ? pki.Intermediate.Issue(TestAuthority.ServerAuthentication, "CN=localhost", "other.example.com").With(pki.Intermediate)
            : pki.For(TestAuthority.ServerAuthentication, kind);
        using PartyFolder ofServer = PartyFolder.Of(pki, shown);
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        using HeldPort port = new();
        await using OtherProgram nginx = await StartAsync(ofServer, $$"""
            server {
              listen 127.0.0.1:{{port.Number}} ssl;
              ssl_protocols {{version}};
              ssl_certificate {{ofServer.Certificate}};
              ssl_certificate_key {{ofServer.Key}};
              ssl_client_certificate {{ofServer.Root}};
              ssl_verify_client on;
              ssl_verify_depth 3;
              location / { return 200 "$ssl_client_verify $ssl_client_s_dn"; }
            }
            """);
        await using TlsClient client = new(ofClient.Configure);
        Uri address = new($"https://localhost:{port.Number}/a-secret-path");
        if (expected)
        {
            Assert.That(await client.Http.GetStringAsync(address), Is.EqualTo("SUCCESS O=ACME,CN=bots").Or.EqualTo("SUCCESS CN=bots,O=ACME"));
        }
        else
        {
            Assert.That(async () => await client.Http.GetStringAsync(address), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("The server's certificate was refused"));
        }

        // It notes a request only after it has answered.
        await nginx.TerminateAsync();
        Assert.That(File.ReadAllText(Path.Combine(ofServer.Folder, "access.log")).Contains("a-secret-path", StringComparison.Ordinal), Is.EqualTo(expected));
    }

    [TestCase(TestPki.Good, HttpStatusCode.OK)]
    [TestCase("expired", HttpStatusCode.BadGateway)]
    [TestCase("self-signed", HttpStatusCode.BadGateway)]
    [TestCase("other authority", HttpStatusCode.BadGateway)]
    [TestCase("wrong purpose", HttpStatusCode.BadGateway)]
    [TestCase("missing intermediate", HttpStatusCode.BadGateway)]
    [TestCase("revoked", HttpStatusCode.BadGateway)]
    public async Task Nginx_reaches_the_application_only_with_a_certificate_that_is(string kind, HttpStatusCode expected)
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, kind));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        using HeldPort port = new();
        await using OtherProgram nginx = await StartAsync(ofClient, $$"""
            server {
              listen 127.0.0.1:{{port.Number}};
              location / {
                proxy_pass https://127.0.0.1:{{server.Address.Port}};
                proxy_http_version 1.1;
                proxy_ssl_protocols {{version}};
                proxy_ssl_certificate {{ofClient.Certificate}};
                proxy_ssl_certificate_key {{ofClient.Key}};
                proxy_ssl_trusted_certificate {{ofClient.Root}};
                proxy_ssl_verify on;
                proxy_ssl_verify_depth 3;
                proxy_ssl_name localhost;
              }
            }
            """);
        using HttpClient client = new();
        using HttpResponseMessage response = await client.GetAsync(new Uri($"http://127.0.0.1:{port.Number}/"));
        Assert.That((response.StatusCode, server.Requests), Is.EqualTo((expected, expected == HttpStatusCode.OK ? 1 : 0)));
    }

    /// <summary>In one process, with everything it writes in the party's folder.</summary>
    private static async Task<OtherProgram> StartAsync(PartyFolder folder, string servers)
    {
        string file = Path.Combine(folder.Folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off;
            master_process off;
            pid {{folder.Folder}}/nginx.pid;
            error_log stderr notice;
            events { }
            http {
              access_log {{folder.Folder}}/access.log;
              client_body_temp_path {{folder.Folder}}/body;
              proxy_temp_path {{folder.Folder}}/proxy;
              fastcgi_temp_path {{folder.Folder}}/fastcgi;
              uwsgi_temp_path {{folder.Folder}}/uwsgi;
              scgi_temp_path {{folder.Folder}}/scgi;
              {{servers}}
            }
            """);
        OtherProgram nginx = OtherProgram.Start(OtherProgram.Nginx, "-p", folder.Folder, "-c", file, "-e", "stderr");

        // Said after it listens.
        await nginx.SaidAsync("event method");
        return nginx;
    }
}
