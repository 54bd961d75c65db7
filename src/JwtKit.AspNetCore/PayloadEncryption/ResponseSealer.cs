using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JwtKit;

/// <summary>Encrypts the answer to one request.</summary>
internal sealed class ResponseSealer(HttpContext context, EnvelopeProfile envelope, EncryptionKey key, RequestBinding binding, PayloadShare share, int maximumLength)
{
    private int? length;
    private bool isAbandoned;

    /// <summary>
    /// Sees to the headers when the response starts: after what the application does then, since these calls come in reverse order, and before what middleware outside
    /// does, which sees the ciphertext.
    /// </summary>
    public void Begin() => context.Response.OnStarting(() =>
    {
        if (!isAbandoned)
        {
            WriteHeaders();
        }

        return Task.CompletedTask;
    });

    /// <summary>Leaves the response to what is outside.</summary>
    public void Abandon() => isAbandoned = true;

    /// <summary>Writes the answer that the application has made, encrypted, or why it cannot be given, encrypted as well.</summary>
    /// <param name="body">What the application wrote. Erased as soon as it is encrypted.</param>
    /// <param name="failure">Why there is no answer; null if there is one.</param>
    /// <param name="destination">The real response body.</param>
    /// <returns>Null, or what was written instead of the answer.</returns>
    public async Task<Refusal?> WriteAsync(ResponseBody body, Refusal? failure, IHttpResponseBodyFeature destination)
    {
        Refusal? refusal = failure ?? FaultOf(body);
        if (refusal is null && HasNoBody())
        {
            return null;
        }

        using PayloadBuffer text = new(maximumLength, share, PayloadUse.Response);
        refusal ??= TrySeal(body, text);

        if (refusal is not null)
        {
            await ProblemBody.ReplaceAsync(context, body, refusal).ConfigureAwait(false);
            text.BeginRefusal();
            Seal(body, text);
        }

        body.Dispose();
        length = text.Length;
        await destination.Stream.WriteAsync(text.Join(), context.RequestAborted).ConfigureAwait(false);
        await destination.CompleteAsync().ConfigureAwait(false);
        return refusal;
    }

    private Refusal? FaultOf(ResponseBody body) =>
        body.Payload.IsOverfull ? Refusals.ResponseTooLarge
        : body.Payload.IsStarved ? Refusals.ResponseMemoryExhausted
        : context.Response.Headers.ContainsKey(HeaderNames.ContentEncoding) || context.Response.Headers.ContainsKey(HeaderNames.ContentRange) ? Refusals.ResponseUnsupported
        : context.Response.ContentLength is { } announced && announced != body.Payload.Length && !HasNoBody() ? Refusals.EndpointFailed
        : null;

    private bool HasNoBody() => BodylessMessages.IsResponse(context.Request.Method, context.Response.StatusCode);

    private Refusal? TrySeal(ResponseBody body, PayloadBuffer text)
    {
        try
        {
            Seal(body, text);
            return null;
        }
        catch (PayloadTooLongException)
        {
            return Refusals.ResponseTooLarge;
        }
        catch (PayloadMemoryException)
        {
            return Refusals.ResponseMemoryExhausted;
        }
        catch (ArgumentException e) when (e.ParamName == "contentType")
        {
            return Refusals.ResponseUnsupported;
        }
    }

    private void Seal(ResponseBody body, PayloadBuffer text) => PayloadEnvelope.Seal(
        body.Payload.Join().Span, key, binding.OfResponse(context.Response.StatusCode), text, envelope.Format, envelope.Carried(context.Response.ContentType));

    private void WriteHeaders()
    {
        IHeaderDictionary headers = context.Response.Headers;
        PlaintextHeaders.RemoveFrom(headers);
        headers.Remove(HeaderNames.TransferEncoding);

        // Without a body these would be the payload's. To HEAD the type is the one that GET has.
        bool hasType = length is not null || (HttpMethods.IsHead(context.Request.Method) && headers.ContentType.Count > 0);
        headers.ContentType = hasType ? envelope.MediaType : default;
        headers.ContentLength = length;

        // No cache can use a response that opens for one request only.
        headers.CacheControl = "no-store";
    }
}

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

/// <summary>Writes into a <see cref="PayloadBuffer"/>: at once, so that nothing waits behind a response that is cleared.</summary>
internal sealed class PayloadPipeWriter(PayloadBuffer payload) : PipeWriter
{
    private int flushed;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => Math.Max(0, payload.Length - flushed);

    public override void Advance(int bytes) => payload.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => payload.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => payload.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        flushed = payload.Length;
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<FlushResult>(cancellationToken) : ValueTask.FromResult(default(FlushResult));
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
