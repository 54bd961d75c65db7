using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A20: a body that the host decompresses before JwtKit reads it. Limits count what comes out of the decompression.</summary>
[TestFixture]
internal sealed class DecompressionTests : IDisposable
{
    private const string Payload = """{"a":1}""";

    private static readonly RawExchange Exchange = new() { Target = "/small" };

    private readonly PayloadFiles files = new();
    private TestHost host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => host = await TestHost.StartAsync(
        static app =>
        {
            app.UseRequestDecompression();
            app.UseJwtKitPayloadEncryption();
            app.MapPost("/small", PayloadPair.EchoAsync).RequirePayloadEncryption("kore", static options => options.MaximumLength = 4096);
        },
        files.Server(),
        static services => services.AddRequestDecompression());

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await host.DisposeAsync();
        Dispose();
    }

    public void Dispose() => files.Dispose();

    [Test]
    public async Task A20_Takes_a_compressed_body_within_the_limit()
    {
        (Answer answer, byte[] bytes) = await SendAsync(Exchange.Seal(Payload));

        Assert.That((answer.Status, Exchange.Open(bytes, 200)), Is.EqualTo((HttpStatusCode.OK, Payload)));
    }

    [TestCase(4097)]
    [TestCase(20_000_000)]
    public async Task A20_Refuses_a_bomb_by_the_length_of_what_comes_out(int length)
    {
        byte[] bomb = new byte[length];
        bomb.AsSpan().Fill((byte)' ');
        (Answer answer, _) = await SendAsync(bomb);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "body_too_large")));
    }

    private Task<(Answer Answer, byte[] Bytes)> SendAsync(byte[] body)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return Exchange.SendAsync(host, compressed.ToArray(), headers: ("Content-Encoding", "gzip"));
    }
}
