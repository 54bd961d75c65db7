using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class PayloadErasureTests
{
    private const int Length = 300_000;

    /// <summary>What the pool gives for it.</summary>
    private const int Pooled = 512 * 1024;

    [Test]
    public async Task Erases_the_payload_where_the_response_has_started_already()
    {
        using PayloadFiles files = new();
        byte[] array = [];
        bool wasOpened = false;
        bool isErased = false;
        await using TestHost host = await TestHost.StartAsync(
            app =>
            {
                app.Use(async (context, next) =>
                {
                    MemoryStream body = new();
                    await context.Request.Body.CopyToAsync(body);
                    body.Position = 0;
                    context.Request.Body = body;
                    context.Features.Set<IHttpResponseFeature>(new StartedResponse(() => wasOpened = array.AsSpan(0, Length).IndexOfAnyExcept((byte)'x') < 0));

                    // Nothing waits from here on, and the next array of this length that this thread gets is the one that it gave back last.
                    array = ArrayPool<byte>.Shared.Rent(Pooled);
                    ArrayPool<byte>.Shared.Return(array);
                    try
                    {
                        await next(context);
                    }
                    catch (InvalidOperationException)
                    {
                        isErased = array.AsSpan(0, Length).IndexOfAnyExcept((byte)0) < 0;
                        context.Abort();
                    }
                });
                PayloadPair.MapEcho(app);
            },
            files.Server());

        Assert.That(async () => await new RawExchange().SendAsync(host, new RawExchange().Seal(new string('x', Length))), Throws.InstanceOf<HttpRequestException>());
        Assert.That((wasOpened, isErased), Is.EqualTo((true, true)));
    }

    /// <summary>As servers refuse it once the headers are sent.</summary>
    private sealed class StartedResponse(Action refused) : HttpResponseFeature
    {
        public override bool HasStarted => true;

        public override void OnStarting(Func<object, Task> callback, object state)
        {
            refused();
            throw new InvalidOperationException("The response has already started.");
        }
    }
}
