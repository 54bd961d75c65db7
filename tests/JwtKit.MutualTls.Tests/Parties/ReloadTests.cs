using JwtKit.Tests;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>Files that change under running servers and clients. Time passes only where the test says so.</summary>
[TestFixture]
internal sealed class ReloadTests
{
    private readonly TestPki pki = new();

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    [Test]
    public async Task No_request_fails_while_both_sides_change_their_certificates()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < 60; i++)
        {
            if (i == 20)
            {
                ofServer.Write(pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
                ofClient.Write(Client("CN=second"));
            }

            client.Time.Elapse(Look);
            server.Time.Elapse(Look);

            // Every other request on a connection of its own.
            using HttpRequestMessage request = new(HttpMethod.Get, server.Address);
            request.Headers.ConnectionClose = i % 2 == 0;
            using HttpResponseMessage response = await client.Http.SendAsync(request);
            seen.Add((await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split(' ')[0]);
        }

        Assert.That(seen, Is.EquivalentTo(new[] { "CN=first", "CN=second" }));
    }

    [Test]
    public async Task A_certificate_without_its_key_yet_is_passed_over_and_said_once()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        TestCertificate second = Client("CN=second");
        File.WriteAllText(ofClient.Certificate, second.FullPem);
        Elapse(client.Time, 5);
        Assert.That(await GetAsync(client, server), Does.StartWith("CN=first"));
        Assert.That(client.Log.Of("JwtKit.TlsParty"), Has.Exactly(1).Contains("keeps its last good files; the changed ones have faults: JwtKit:MutualTls:kore:KeyFile: is not the key of the certificate in CertificateFile"));
        File.WriteAllText(ofClient.Key, second.KeyPem);
        Elapse(client.Time, 2);
        Assert.That(await GetAsync(client, server), Does.StartWith("CN=second"));
    }

    [Test]
    public async Task A_change_is_taken_over_once_two_looks_found_the_same()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        ofClient.Write(Client("CN=second"));
        Elapse(client.Time, 1);
        string afterOne = await GetAsync(client, server);
        Elapse(client.Time, 1);
        Assert.That((afterOne.Split(' ')[0], (await GetAsync(client, server)).Split(' ')[0]), Is.EqualTo(("CN=first", "CN=second")));
    }

    [TestCase("")]
    [TestCase("-----BEGIN CERTIFICATE-----\nMIIB")]
    [TestCase(null)]
    public async Task A_root_file_that_is_not_whole_is_passed_over(string? content)
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        if (content is null)
        {
            File.Delete(ofServer.Root);
        }
        else
        {
            File.WriteAllText(ofServer.Root, content);
        }

        Elapse(server.Time, 3);
        Assert.That(await GetAsync(client, server), Does.StartWith("CN=first"));
    }

    [Test]
    [Platform("Unix")]
    public async Task A_named_pipe_in_place_of_a_file_stops_no_later_change()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        File.Delete(ofClient.Key);
        IrregularFiles.MakePipe(ofClient.Key);
        Elapse(client.Time, 3);
        string during = await GetAsync(client, server);
        File.Delete(ofClient.Key);
        ofClient.Write(Client("CN=second"));
        Elapse(client.Time, 2);
        Assert.That((during.Split(' ')[0], (await GetAsync(client, server)).Split(' ')[0]), Is.EqualTo(("CN=first", "CN=second")));
        Assert.That(client.Log.Of("JwtKit.TlsParty"), Has.Exactly(1).Contains($"JwtKit:MutualTls:kore:KeyFile: the file '{ofClient.Key}' is a named pipe; a regular file is needed, or a link to one."));
    }

    [Test]
    [Platform("Unix")]
    public async Task A_folder_that_is_swapped_by_its_symbolic_link_is_taken_over()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder first = PartyFolder.Of(pki, Client("CN=first"));
        using PartyFolder second = PartyFolder.Of(pki, Client("CN=second"));
        string link = first.Folder + "-link";
        Directory.CreateSymbolicLink(link, first.Folder);
        try
        {
            await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
            await using TlsClient client = new(options =>
            {
                options.CertificateFile = Path.Combine(link, "certificate.pem");
                options.KeyFile = Path.Combine(link, "key.pem");
                options.RootFile = Path.Combine(link, "root.pem");
            });
            Directory.CreateSymbolicLink(link + "-next", second.Folder);
            Directory.Delete(link);
            Elapse(client.Time, 1);
            Directory.Move(link + "-next", link);
            Elapse(client.Time, 2);
            Assert.That(await GetAsync(client, server), Does.StartWith("CN=second"));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Test]
    public async Task A_client_that_is_revoked_meanwhile_is_refused()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        TestCertificate own = Client("CN=first");
        using PartyFolder ofClient = PartyFolder.Of(pki, own);
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        File.WriteAllText(ofServer.RevocationList, pki.Intermediate.RevokePem(own));
        Elapse(server.Time, 2);
        Assert.That(async () => await GetAsync(client, server), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_client_that_the_settings_name_no_more_is_refused()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        ChangingSettings settings = new(("MutualTls:kore:AllowedSubjects:0", "CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure, host => host.Services.AddJwtKit(settings.Section));
        await using TlsClient client = new(ofClient.Configure);
        string before = await GetAsync(client, server);
        settings.Change(("MutualTls:kore:AllowedSubjects:0", "CN=second"));
        Elapse(server.Time, 2);
        Assert.That(before, Does.StartWith("CN=first"));
        Assert.That(async () => await GetAsync(client, server), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_party_that_is_taken_out_of_the_settings_stays_as_it_was()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        ChangingSettings settings = new(
            ("MutualTls:kore:CertificateFile", folder.Certificate), ("MutualTls:kore:KeyFile", folder.Key), ("MutualTls:kore:RootFile", folder.Root));
        await using TlsServer server = await TlsServer.StartAsync(static _ => { }, host => host.Services.AddJwtKit(settings.Section));
        await using TlsClient client = new(ofClient.Configure);
        settings.Change(("Replay:Store", "Memory"), ("MutualTls:kore:CertificateFile", null), ("MutualTls:kore:KeyFile", null), ("MutualTls:kore:RootFile", null));
        Elapse(server.Time, 3);
        Assert.That(await GetAsync(client, server), Does.StartWith("CN=first"));
    }

    [Test]
    public async Task A_certificate_whose_time_has_not_come_is_taken_over_when_it_comes()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, Client("CN=first"));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        ofClient.Write(pki.Intermediate.Issue(TestAuthority.ClientAuthentication, "CN=second", begin: TestHost.Start.AddMinutes(1)).With(pki.Intermediate));
        Elapse(client.Time, 5);
        Elapse(server.Time, 60);
        string before = await GetAsync(client, server);
        Elapse(client.Time, 60);
        Assert.That((before.Split(' ')[0], (await GetAsync(client, server)).Split(' ')[0]), Is.EqualTo(("CN=first", "CN=second")));
    }

    [Test]
    public async Task The_end_of_a_certificate_is_said_once_a_day_from_thirty_days_before()
    {
        using PartyFolder folder = PartyFolder.Of(pki, pki.Intermediate.Issue(TestAuthority.ClientAuthentication, end: TestHost.Start.AddDays(32)).With(pki.Intermediate));
        await using TlsClient client = new(folder.Configure);
        List<int> said = [];
        for (int hour = 0; hour < 34 * 24; hour++)
        {
            client.Time.Elapse(TimeSpan.FromHours(1));
            said.Add(client.Log.Of("JwtKit.TlsParty").Count(static line => line.Contains("a certificate in CertificateFile end", StringComparison.Ordinal)));
        }

        Assert.That((said[46], said[47], said[70], said[71], said[32 * 24], client.Log.All.Count(static line => line.Contains("Error: MutualTls kore: a certificate in CertificateFile ended at", StringComparison.Ordinal))), Is.EqualTo((0, 1, 1, 2, 31, 3)));
    }

    [Test]
    public async Task A_client_whose_own_certificate_has_ended_does_not_call()
    {
        using PartyFolder ofServer = PartyFolder.Of(pki, pki.For(TestAuthority.ServerAuthentication, TestPki.Good));
        using PartyFolder ofClient = PartyFolder.Of(pki, pki.Intermediate.Issue(TestAuthority.ClientAuthentication, end: TestHost.Start.AddDays(1)).With(pki.Intermediate));
        await using TlsServer server = await TlsServer.StartAsync(ofServer.Configure);
        await using TlsClient client = new(ofClient.Configure);
        client.Time.Elapse(TimeSpan.FromDays(1));
        Assert.That(async () => await GetAsync(client, server), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("The certificate of MutualTls 'kore' ended at 2026-05-05 10:00:00Z"));
    }

    private static void Elapse(FixedTimeProvider time, int looks)
    {
        for (int i = 0; i < looks; i++)
        {
            time.Elapse(Look);
        }
    }

    private static async Task<string> GetAsync(TlsClient client, TlsServer server)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, server.Address);
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage response = await client.Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private TestCertificate Client(string name) => pki.Intermediate.Issue(TestAuthority.ClientAuthentication, name).With(pki.Intermediate);
}
