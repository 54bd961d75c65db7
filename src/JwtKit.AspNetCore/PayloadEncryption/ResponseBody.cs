using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JwtKit;

/// <summary>Keeps what the application answers until all of it is there.</summary>
/// <remarks>The real answer does not start before, so that an application that fails halfway can still say so, and nothing of the half goes out.</remarks>
internal sealed class ResponseBody : IHttpResponseBodyFeature, IDisposable
{
    private readonly PayloadPipeWriter writer;

    public ResponseBody(PayloadBuffer payload)
    {
        Payload = payload;
        Stream = new PayloadStream(payload);
        writer = new PayloadPipeWriter(payload);
    }

    public PayloadBuffer Payload { get; }

    public Stream Stream { get; }

    public PipeWriter Writer => writer;

    public void DisableBuffering()
    {
        // It must be whole to be encrypted.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public void Dispose() => Payload.Dispose();
}
