namespace JwtKit;

/// <summary>Encrypts one request.</summary>
internal sealed class RequestSealer(ConfiguredEnvelope envelope, EncryptionKey receiver, Uri address, string requestId)
{
    public string RequestId => requestId;

    /// <summary>Writes the headers and makes the encrypted body; null for a request that has none.</summary>
    public async ValueTask<HttpContent?> SealAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        WriteHeaders(request);
        HttpContent? content = request.Content;
        if (content is null && IsBodyless(request.Method))
        {
            return null;
        }

        if (content?.Headers.ContentEncoding.Count > 0)
        {
            throw new InvalidOperationException("The request body has a Content-Encoding, which no header can declare once it is encrypted; send it uncompressed.");
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
            PayloadEnvelope.Seal(plain.Written.Span, receiver, context, text, envelope.Format, envelope.Carried(content?.Headers.ContentType?.ToString()));
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

    /// <summary>Without a body these mean the same; all others are sealed also where they have none, so that nobody can take a body away.</summary>
    private static bool IsBodyless(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Delete || method == HttpMethod.Options || method == HttpMethod.Trace;
}
