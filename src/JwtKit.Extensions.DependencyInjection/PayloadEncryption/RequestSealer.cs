using System.Net;

namespace JwtKit;

/// <summary>Encrypts one request.</summary>
internal sealed class RequestSealer(EnvelopeProfile envelope, EncryptionKey receiver, Uri address, string requestId)
{
    public string RequestId => requestId;

    /// <summary>Writes the headers and makes the encrypted body; null for a request that has none.</summary>
    /// <exception cref="InvalidOperationException">The request has a header without which it would mean something else.</exception>
    public async ValueTask<HttpContent?> SealAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpContent? content = request.Content;
        if (content?.Headers.ContentEncoding.Count > 0)
        {
            throw new InvalidOperationException("The request body has a Content-Encoding, which no header can declare once it is encrypted; send it uncompressed.");
        }

        if (MessageHeaders.FindRefused(request) is { } field)
        {
            throw new InvalidOperationException($"The request has the header {field}, which speaks of the payload and would be readable beside it, and without which the request would mean something else; put it into the payload.");
        }

        WriteHeaders(request);
        if (content is null && BodylessMessages.MayBeRequest(request.Method.Method))
        {
            return null;
        }

        using PayloadBuffer plain = new(envelope.MaximumLength);
        if (content is not null)
        {
            using PayloadStream stream = new(plain);
            await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        PayloadBuffer text = new(envelope.MaximumLength);
        try
        {
            EnvelopeContext context = envelope.Context.OfRequest(request.Method.Method, address.PathAndQuery, requestId);
            PayloadEnvelope.Seal(plain.Join().Span, receiver, context, text, envelope.Format, envelope.Carried(content?.Headers.ContentType?.ToString()));
            SealedContent encrypted = new(text, request);
            MessageHeaders.Copy(content, encrypted, envelope.MediaType);
            return encrypted;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    private void WriteHeaders(HttpRequestMessage request)
    {
        request.Headers.Remove(PayloadHeaders.ResponseKey);
        request.Headers.Remove(PayloadHeaders.RequestId);
        if (envelope.OwnKeyId is { } keyId)
        {
            request.Headers.TryAddWithoutValidation(PayloadHeaders.ResponseKey, keyId);
        }

        if (envelope.Context.Binds)
        {
            request.Headers.TryAddWithoutValidation(PayloadHeaders.RequestId, requestId);
        }
    }
}

/// <summary>An encrypted request body. Refuses to go to a second address, as a handler that follows redirects would have it.</summary>
internal sealed class SealedContent : HttpContent
{
    private readonly HttpRequestMessage request;
    private readonly Lease<PayloadBuffer> text;
    private Uri? address;
    private int isDisposed;

    /// <param name="text">Taken over.</param>
    /// <param name="request">The request that it is the body of.</param>
    public SealedContent(PayloadBuffer text, HttpRequestMessage request)
    {
        this.text = new Lease<PayloadBuffer>(text);
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
