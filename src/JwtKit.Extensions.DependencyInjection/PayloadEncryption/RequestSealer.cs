namespace JwtKit;

/// <summary>Encrypts one request.</summary>
internal sealed class RequestSealer(ConfiguredEnvelope envelope, EncryptionKey receiver, Uri address, string requestId)
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
