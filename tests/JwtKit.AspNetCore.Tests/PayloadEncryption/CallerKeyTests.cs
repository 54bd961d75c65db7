using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>For which key an answer is encrypted.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CallerKeyTests : IDisposable
{
    private readonly PayloadFiles files = new();
    private readonly TemporaryFile other = new(PayloadKeys.Other.GetPublicKey().ExportPem());

    public void Dispose()
    {
        files.Dispose();
        other.Dispose();
    }

    [Test]
    public async Task Is_that_of_the_caller()
    {
        await using TestHost host = await StartAsync(Callers);

        Assert.That((await AskAsync(host, "john"), await AskAsync(host, "jane")), Is.EqualTo(((HttpStatusCode.OK, "[1]"), (HttpStatusCode.OK, (string?)null))));
    }

    [TestCase(null)]
    [TestCase("!john")]
    [TestCase("John")]
    [TestCase("nobody")]
    [TestCase("mallory")]
    public async Task Is_missing_for_others(string? user)
    {
        await using TestHost host = await StartAsync(Callers);

        Assert.That(await AskAsync(host, user), Is.EqualTo((HttpStatusCode.Forbidden, "caller_key_missing")));
    }

    [TestCase("j-1", "[1]")]
    [TestCase("j-2", null)]
    public async Task Is_chosen_by_its_id_among_those_of_the_caller(string keyId, string? expected)
    {
        await using TestHost host = await StartAsync(SeveralKeys);

        Assert.That(await AskAsync(host, "john", keyId), Is.EqualTo((HttpStatusCode.OK, expected)));
    }

    [TestCase("m-1")]
    [TestCase("J-1")]
    [TestCase("../j-1")]
    public async Task Is_never_that_of_another_caller(string keyId)
    {
        await using TestHost host = await StartAsync(SeveralKeys);

        Assert.That(await AskAsync(host, "john", keyId), Is.EqualTo((HttpStatusCode.BadRequest, "response_key_unknown")));
    }

    [Test]
    public async Task Is_missing_where_none_is_configured()
    {
        await using TestHost host = await StartAsync([("RecipientKeyFile", null)]);

        Assert.That(await AskAsync(host, "john"), Is.EqualTo((HttpStatusCode.Forbidden, "caller_key_missing")));
    }

    [TestCase("john", null, HttpStatusCode.OK, "[1]")]
    [TestCase("john", "k-1", HttpStatusCode.OK, "[1]")]
    [TestCase("john", "k-2", HttpStatusCode.BadRequest, "response_key_unknown")]
    [TestCase("jane", "k-1", HttpStatusCode.Forbidden, "caller_key_missing")]
    public async Task Comes_from_the_resolver_of_the_host(string user, string? keyId, HttpStatusCode status, string expected)
    {
        using EncryptionKey key = EncryptionKey.RsaOaep256(PayloadKeys.Client.GetPublicKey(), "k-1");
        await using TestHost host = await StartAsync(
            [("RecipientKeyFile", null)], options => options.CallerKey = (context, _) => ValueTask.FromResult(context.User.HasClaim("sub", "john") ? key : null));

        Assert.That(await AskAsync(host, user, keyId), Is.EqualTo((status, expected)));
    }

    [Test]
    public async Task Is_told_to_the_endpoint()
    {
        await using TestHost host = await TestHost.StartAsync(
            static app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapPost("/echo", static context =>
                {
                    IPayloadEncryptionFeature feature = context.Features.Get<IPayloadEncryptionFeature>()!;
                    return context.Response.WriteAsync($"{feature.Name} {feature.ResponseKeyId} {feature.IsRequestDecrypted}");
                }).RequirePayloadEncryption("kore");
            },
            files.Server());

        Assert.That(await AskAsync(host, "john", "any"), Is.EqualTo((HttpStatusCode.OK, "kore any True")));
    }

    private (string, string?)[] Callers =>
    [
        ("RecipientKeyFile", null), ("CallerClaim", "sub"),
        ("Callers:0:Caller", "john"), ("Callers:0:KeyFile", files.ClientPublic),
        ("Callers:1:Caller", "jane"), ("Callers:1:KeyFile", other.Path),
    ];

    private (string, string?)[] SeveralKeys =>
    [
        .. Callers, ("Callers:0:KeyId", "j-1"), ("Callers:1:Caller", "john"), ("Callers:1:KeyId", "j-2"),
        ("Callers:2:Caller", "mary"), ("Callers:2:KeyFile", files.ClientPublic), ("Callers:2:KeyId", "m-1"),
    ];

    private static async Task<(HttpStatusCode Status, string? Text)> AskAsync(TestHost host, string? user, string? keyId = null)
    {
        RawExchange exchange = new();
        List<(string, string)> headers = [];
        if (user is not null)
        {
            headers.Add((TestHost.UserHeader, user));
        }

        if (keyId is not null)
        {
            headers.Add(("JwtKit-Response-Key", keyId));
        }

        (Answer answer, byte[] bytes) = await exchange.SendAsync(host, exchange.Seal("[1]"), headers: [.. headers]);
        return (answer.Status, answer.Status == HttpStatusCode.OK ? exchange.Open(bytes, 200) : answer.Code);
    }

    private Task<TestHost> StartAsync((string, string?)[] settings, Action<PayloadEncryptionOptions>? configure = null) => TestHost.StartAsync(
        app =>
        {
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/echo", PayloadPair.EchoAsync).RequirePayloadEncryption("kore", configure);
        },
        files.Server(settings));
}
