using System.Net;
using System.Runtime.InteropServices;

namespace JwtKit;

/// <summary>Decrypts the answer to one request.</summary>
internal sealed class ResponseOpener(EnvelopeProfile envelope, HttpMethod method, Uri address, string requestId)
{
    private const string Problem = "application/problem+json";
    private const string Json = "application/json";

    /// <summary>The answer with its content decrypted; an answer that may be plain as it is.</summary>
    /// <exception cref="HttpRequestException">It is neither.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        bool isAccepted = false;
        try
        {
            await AcceptAsync(response, cancellationToken).ConfigureAwait(false);
            isAccepted = true;
            return response;
        }
        catch (IOException e)
        {
            throw Refused(response, HttpRequestError.ResponseEnded, "The answer broke off.", e);
        }
        finally
        {
            if (!isAccepted)
            {
                response.Dispose();
            }
        }
    }

    private async ValueTask AcceptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.RequestMessage?.RequestUri is { } answered && answered != address)
        {
            throw Refused(response, HttpRequestError.InvalidResponse, "The answer is from another address, to which a redirect has led; switch AllowAutoRedirect off in the primary handler.");
        }

        string? type = response.Content.Headers.ContentType?.MediaType;
        bool isBodyless = BodylessMessages.IsResponse(method.Method, (int)response.StatusCode);
        if (!isBodyless && IsError(response) && IsPlain(type))
        {
            return;
        }

        if (!isBodyless && response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw Refused(response, HttpRequestError.InvalidResponse, "The answer has a Content-Encoding; an encrypted one has none.");
        }

        using PayloadBuffer text = new(envelope.MaximumLength);
        if (await text.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) != PayloadReadResult.Whole)
        {
            throw Refused(response, HttpRequestError.ConfigurationLimitExceeded, $"The answer has more than {envelope.MaximumLength} bytes; {nameof(EnvelopeOptions.MaximumLength)} of the payload encryption raises the limit.");
        }

        if (text.Length == 0 && (isBodyless || !response.IsSuccessStatusCode))
        {
            Replace(response, new ByteArrayContent([]), response.Content.Headers.ContentType?.ToString());
            return;
        }

        if (!Is(type, envelope.MediaType))
        {
            throw Refused(response, HttpRequestError.InvalidResponse, $"The answer is not encrypted: it has not the media type {envelope.MediaType}.");
        }

        EnvelopeContext context = envelope.Context.OfResponse(method.Method, address.PathAndQuery, requestId, (int)response.StatusCode);
        EnvelopePayload payload = await PayloadEnvelope.OpenAsync(text.Join(), envelope.OwnKeys, context, envelope.Format, envelope.MaximumLength, cancellationToken).ConfigureAwait(false)
            ?? throw Refused(response, HttpRequestError.InvalidResponse, "The answer cannot be decrypted: it was changed or cut off, or is for another request or another key.");
        Replace(response, new OpenedContent(payload), envelope.ContentTypeOf(payload));
    }

    private static void Replace(HttpResponseMessage response, HttpContent content, string? contentType)
    {
        using HttpContent received = response.Content;
        MessageHeaders.Copy(received, content, contentType);
        response.Content = content;

        // What is left cannot be about the payload, and trailers stand outside of the encryption.
        MessageHeaders.Strip(response.Headers);
        response.TrailingHeaders.Clear();
    }

    /// <summary>Whether it is JSON and no message: how a server says what is wrong to whom it cannot encrypt for, whose token it has refused for one.</summary>
    private bool IsPlain(string? type) => (Is(type, Problem) || Is(type, Json)) && !Is(type, envelope.MediaType);

    private static bool IsError(HttpResponseMessage response) => (int)response.StatusCode >= 400;

    private static bool Is(string? type, string expected) => string.Equals(type, expected, StringComparison.OrdinalIgnoreCase);

    private static HttpRequestException Refused(HttpResponseMessage response, HttpRequestError error, string message, Exception? inner = null) =>
        new(error, $"{message} Its status is {(int)response.StatusCode}.", inner, response.StatusCode);
}

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
