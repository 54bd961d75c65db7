using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JwtKit;

/// <summary>Reads and decrypts the body of one request.</summary>
internal sealed class RequestOpener(HttpContext context, ConfiguredEnvelope envelope, RequestBinding binding, PayloadShare share, int maximumLength)
{
    /// <summary>A body is there twice while its chunks are joined. One that would find no room for that is not read at all.</summary>
    private const long JoinedTwice = 2;

    /// <summary>How many bytes of the share the payload holds.</summary>
    public long Opened { get; private set; }

    /// <summary>The payload, null for a request without a body, or why there is none.</summary>
    public async ValueTask<(EnvelopePayload? Payload, Refusal? Refusal)> OpenAsync()
    {
        HttpRequest request = context.Request;
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0;
        if (!hasBody && BodylessMessages.MayBeRequest(request.Method))
        {
            return default;
        }

        if (FaultOf(request) is { } fault)
        {
            return (null, fault);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximumLength;
        }

        using PayloadBuffer text = new(maximumLength, share);
        try
        {
            switch (await text.ReadAsync(request.Body, context.RequestAborted).ConfigureAwait(false))
            {
                case PayloadReading.TooLong:
                    return (null, Refusals.TooLarge(maximumLength));
                case PayloadReading.NoMemory:
                    return (null, Refusals.MemoryExhausted);
                default:
                    return await OpenAsync(text).ConfigureAwait(false);
            }
        }
        catch (PayloadMemoryException)
        {
            return (null, Refusals.MemoryExhausted);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusals.TooLarge(maximumLength) : Refusals.Unreadable(e.StatusCode));
        }
    }

    private async ValueTask<(EnvelopePayload? Payload, Refusal? Refusal)> OpenAsync(PayloadBuffer text)
    {
        ReadOnlyMemory<byte> whole = text.Join();

        // No encoding of bytes as text is shorter than 4/3 of them.
        int room = (whole.Length / 4 * 3) + 3;
        if (!share.TryTake(room, PayloadUse.Request))
        {
            return (null, Refusals.MemoryExhausted);
        }

        Opened = room;
        EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(
            whole, envelope.OwnKeys, binding.OfRequest(), envelope.Format, maximumLength, context.RequestAborted).ConfigureAwait(false);
        return payload is null ? (null, Refusals.NotOpened) : (payload, null);
    }

    private Refusal? FaultOf(HttpRequest request)
    {
        bool isSealed = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && string.Equals(type.MediaType, envelope.MediaType, StringComparison.OrdinalIgnoreCase);
        return !isSealed ? Refusals.NotEncrypted(envelope.MediaType)
            : request.Headers.ContentEncoding.Count > 0 ? Refusals.EncodingUnsupported
            : request.ContentLength > maximumLength ? Refusals.TooLarge(maximumLength)
            : !share.HasRoom(JoinedTwice * (request.ContentLength ?? 0)) ? Refusals.MemoryExhausted
            : null;
    }
}
