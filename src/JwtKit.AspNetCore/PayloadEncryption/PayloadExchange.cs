using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>One request with its answer.</summary>
internal sealed partial class PayloadExchange(
    HttpContext context, EnvelopeProfile envelope, PayloadEncryptionOptions options, PayloadEncryptionFeature feature, PayloadShare share, ILogger logger)
{
    private readonly int maximumLength = options.MaximumLength ?? envelope.MaximumLength;

    /// <summary>Runs the rest of the pipeline between the two; null, or why it was refused.</summary>
    public async Task<Refusal?> RunAsync(RequestDelegate next)
    {
        (RequestBinding? binding, EncryptionKey? key, Refusal? refusal) = await PrepareAsync().ConfigureAwait(false);
        EnvelopePayload? payload = null;
        long opened = 0;
        if (refusal is null)
        {
            RequestOpener opener = new(context, envelope, binding!, share, maximumLength);
            (payload, refusal) = await opener.OpenAsync().ConfigureAwait(false);
            opened = opener.Opened;
        }

        // Whatever fails from here on, it is erased and its memory goes back.
        using EnvelopePayload? owned = payload;
        if (refusal is not null)
        {
            // Plain, because a caller who cannot write an encrypted request may not be able to read an encrypted answer either.
            await ProblemBody.WriteAsync(context, refusal).ConfigureAwait(false);
            return refusal;
        }

        feature.IsRequestDecrypted = payload is not null;
        ForbidDetours();
        IHttpResponseBodyFeature destination = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();

        // The text is at least 4/3 as long, so that a longer payload would be refused in any case.
        using ResponseBody body = new(new PayloadBuffer(maximumLength / 4 * 3, share, PayloadUse.Response));
        ResponseSealer sealer = new(context, envelope, key!, binding!, share, maximumLength);
        sealer.Begin();
        context.Features.Set<IHttpResponseBodyFeature>(body);
        bool isWritten = false;
        try
        {
            Refusal? failure = await AnswerAsync(next, payload).ConfigureAwait(false);
            share.Give(opened);
            refusal = await sealer.WriteAsync(body, failure, destination).ConfigureAwait(false);
            isWritten = true;
            return refusal;
        }
        finally
        {
            if (!isWritten)
            {
                sealer.Abandon();
            }

            context.Features.Set(destination);
        }
    }

    private async ValueTask<(RequestBinding? Binding, EncryptionKey? Key, Refusal? Refusal)> PrepareAsync()
    {
        StringValues keyIds = context.Request.Headers[PayloadHeaders.ResponseKey];
        feature.ResponseKeyId = keyIds is [{ } keyId] && PayloadHeaders.IsKeyId(keyId) ? keyId : null;
        if (keyIds.Count > 0 && feature.ResponseKeyId is null)
        {
            return (null, null, Refusals.ResponseKeyMalformed);
        }

        if (RequestBinding.From(context, envelope.Context) is not { } binding)
        {
            return (null, null, Refusals.RequestIdMissing);
        }

        (EncryptionKey? key, Refusal? refusal) = await CallerKeys.FindAsync(context, envelope, options, feature.ResponseKeyId).ConfigureAwait(false);
        return (binding, key, refusal);
    }

    /// <summary>Runs the application; null, or what to answer because it failed.</summary>
    private async Task<Refusal?> AnswerAsync(RequestDelegate next, EnvelopePayload? payload)
    {
        using OpenedRequest request = new(context, payload, payload is null ? null : envelope.ContentTypeOf(payload));
        try
        {
            await next(context).ConfigureAwait(false);
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
        catch (BadHttpRequestException e)
        {
            return Refusals.Unreadable(e.StatusCode);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The host's own page about the failure, outside of this, would go out in plain text.
            LogFailed(logger, feature.Name, e);
            return Refusals.EndpointFailed;
        }
    }

    /// <summary>Takes away the ways by which an answer would go out past the encryption, or be changed before or after it.</summary>
    private void ForbidDetours()
    {
        PlaintextHeaders.RemoveFrom(context);
        context.Features.Set<IHttpUpgradeFeature>(null);
        context.Features.Set<IHttpWebSocketFeature>(null);
        context.Features.Set<IHttpExtendedConnectFeature>(null);
        context.Features.Set<IHttpResponseTrailersFeature>(null);
    }

    [LoggerMessage(EventId = 2, EventName = "EndpointFailed", Level = LogLevel.Error, Message = "An endpoint with the payload encryption {Envelope} failed.")]
    private static partial void LogFailed(ILogger logger, string envelope, Exception exception);
}
