using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Keys that change while both sides run.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EnvelopeReloadTests : IDisposable
{
    private readonly PayloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Uses_a_changed_key_file_from_then_on()
    {
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server());
        RawExchange before = new();
        RawExchange after = before with { Receiver = PayloadKeys.Other };
        (Answer Answer, byte[]) early = await after.SendAsync(host, after.Seal("[1]"));

        File.WriteAllText(files.ServerPrivate, PayloadKeys.Other.ExportPem());
        LookAgain(host.Time);

        (Answer Answer, byte[]) late = await after.SendAsync(host, after.Seal("[1]"));
        (Answer Answer, byte[]) old = await before.SendAsync(host, before.Seal("[1]"));
        Assert.That(((int)early.Answer.Status, (int)late.Answer.Status, (int)old.Answer.Status), Is.EqualTo((400, 200, 400)));
    }

    [Test]
    public async Task Ends_a_request_with_the_keys_it_began_with()
    {
        TestHost? host = null;
        host = await TestHost.StartAsync(
            app =>
            {
                app.UseJwtKitPayloadEncryption();
                app.MapPost("/echo", context =>
                {
                    File.WriteAllText(files.ServerPrivate, PayloadKeys.Other.ExportPem());
                    File.WriteAllText(files.ClientPublic, PayloadKeys.Other.GetPublicKey().ExportPem());
                    LookAgain(host!.Time);
                    return PayloadPair.EchoAsync(context);
                }).RequirePayloadEncryption("kore");
            },
            files.Server());
        await using (host)
        {
            RawExchange exchange = new();

            (_, byte[] bytes) = await exchange.SendAsync(host, exchange.Seal("[1]"));

            Assert.That((exchange.Open(bytes, 200), host.Log.Of("JwtKit.JwtKitRuntime").Count(static line => line.Contains("is in use", StringComparison.Ordinal))), Is.EqualTo(("[1]", 1)));
        }
    }

    [Test]
    public async Task Opens_what_is_still_for_the_retired_key()
    {
        using TemporaryFile next = new(PayloadKeys.Other.ExportPem());
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server(("PrivateKeyFile", next.Path), ("RetiredPrivateKeyFile", files.ServerPrivate)));
        RawExchange before = new();
        RawExchange after = before with { Receiver = PayloadKeys.Other };

        (Answer Answer, byte[]) old = await before.SendAsync(host, before.Seal("[1]"));
        (Answer Answer, byte[]) late = await after.SendAsync(host, after.Seal("[1]"));

        Assert.That(((int)old.Answer.Status, (int)late.Answer.Status), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task Fails_no_request_while_files_change()
    {
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server());
        RawExchange exchange = new();
        byte[] body = exchange.Seal("[1]");
        using CancellationTokenSource stop = new();
        Task<int>[] workers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            int refused = 0;
            do
            {
                (Answer answer, byte[] bytes) = await exchange.SendAsync(host, body);
                refused += answer.Status == System.Net.HttpStatusCode.OK && exchange.Open(bytes, 200) == "[1]" ? 0 : 1;
            }
            while (!stop.IsCancellationRequested);
            return refused;
        }))];

        for (int i = 0; i < 20; i++)
        {
            File.WriteAllText(files.ServerPrivate, PayloadKeys.Server.ExportPem() + new string('\n', i + 1));
            LookAgain(host.Time);
        }

        await stop.CancelAsync();
        int[] refusals = await Task.WhenAll(workers);
        Assert.That((refusals.Sum(), host.Log.Of("JwtKit.JwtKitRuntime").Count()), Is.EqualTo((0, 20)));
    }

    [Test]
    public async Task Keeps_the_last_good_key_when_a_file_is_broken()
    {
        await using TestHost host = await TestHost.StartAsync(PayloadPair.MapEcho, files.Server());

        File.WriteAllText(files.ServerPrivate, "broken");
        LookAgain(host.Time);

        RawExchange exchange = new();
        (Answer answer, _) = await exchange.SendAsync(host, exchange.Seal("[1]"));
        Assert.That(((int)answer.Status, host.Log.Of("JwtKit.JwtKitRuntime").Count(static line => line.Contains("PrivateKeyFile", StringComparison.Ordinal))), Is.EqualTo((200, 1)));
    }

    /// <summary>Once to see the change, and once more to see that it has come to rest.</summary>
    private static void LookAgain(FixedTimeProvider time)
    {
        for (int i = 0; i < 3; i++)
        {
            time.Elapse(TimeSpan.FromSeconds(2));
        }
    }
}
