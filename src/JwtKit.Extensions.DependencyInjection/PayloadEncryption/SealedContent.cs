using System.Net;

namespace JwtKit;

/// <summary>An encrypted request body. Refuses to go to a second address, as a handler that follows redirects would have it.</summary>
internal sealed class SealedContent : HttpContent
{
    private readonly HttpRequestMessage request;
    private readonly Counted<PayloadBuffer> text;
    private Uri? address;
    private int isDisposed;

    /// <param name="text">Taken over.</param>
    /// <param name="request">The request that it is the body of.</param>
    public SealedContent(PayloadBuffer text, HttpRequestMessage request)
    {
        this.text = new Counted<PayloadBuffer>(text);
        this.request = request;

        // Who waits for a go-ahead may be redirected before the first byte of the body; otherwise handlers behind, such as service discovery, may still say where it goes.
        address = request.Headers.ExpectContinue == true ? request.RequestUri : null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        address ??= request.RequestUri;
        if (request.RequestUri != address)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, "A redirect leads elsewhere, and an encrypted request goes only where it was made for; switch AllowAutoRedirect off in the primary handler.");
        }

        // Some transports still send the body when the answer has come and the content is disposed: the buffer must not serve others meanwhile.
        ObjectDisposedException.ThrowIf(!text.TryEnter(), this);
        try
        {
            await stream.WriteAsync(text.Value.Join(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            text.Leave();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = text.Value.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            text.Leave();
        }

        base.Dispose(disposing);
    }
}
