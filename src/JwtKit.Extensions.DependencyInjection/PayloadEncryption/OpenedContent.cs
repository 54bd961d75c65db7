using System.Net;
using System.Runtime.InteropServices;

namespace JwtKit;

/// <summary>The body of an answer that was decrypted. Erased when it is disposed.</summary>
internal sealed class OpenedContent(EnvelopePayload payload) : HttpContent
{
    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => stream.Write(payload.Content.Span);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(payload.Content, cancellationToken).AsTask();

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Read(payload);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(Read(payload));

    protected override bool TryComputeLength(out long length)
    {
        length = payload.Content.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            payload.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A stream over the payload's own memory, without a copy.</summary>
    private static MemoryStream Read(EnvelopePayload payload) => MemoryMarshal.TryGetArray(payload.Content, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : throw new InvalidOperationException("The payload lies in no array.");
}
