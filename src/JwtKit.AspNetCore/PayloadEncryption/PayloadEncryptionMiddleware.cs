using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>Decrypts requests to the endpoints that ask for it, and encrypts their answers.</summary>
internal sealed partial class PayloadEncryptionMiddleware(
    RequestDelegate next, IServiceProvider services, JwtKitRuntime runtime, JwtKitTelemetry telemetry, TimeProvider timeProvider, ILogger<PayloadEncryptionMiddleware> logger)
{
    private readonly AuthorizationOrder authorization = new(services);

    public Task InvokeAsync(HttpContext context)
    {
        // An inner pipeline that runs once more, to answer an error, is encrypted by the run that it is part of.
        Endpoint? endpoint = context.GetEndpoint();
        PayloadEncryptionMetadata? metadata = endpoint?.Metadata.GetMetadata<PayloadEncryptionMetadata>();
        return metadata is null || context.Features.Get<IPayloadEncryptionFeature>() is not null ? next(context) : InvokeAsync(context, endpoint!, metadata);
    }

    private async Task InvokeAsync(HttpContext context, Endpoint endpoint, PayloadEncryptionMetadata metadata)
    {
        await authorization.RequireAsync(context, endpoint).ConfigureAwait(false);
        Counted<ConfiguredEnvelope> envelope = ConfiguredEnvelopes.Find(services, metadata.Name).Enter()
            ?? throw new InvalidOperationException($"The payload encryption '{metadata.Name}' was taken out of the configuration.");
        PayloadEncryptionFeature feature = new(metadata.Name);
        string outcome = "aborted";
        using PayloadShare share = new(runtime.Payloads);
        try
        {
            context.Features.Set<IPayloadEncryptionFeature>(feature);
            PayloadExchange exchange = new(context, envelope.Value, metadata.Options, feature, share, logger);
            Refusal? refusal = await exchange.RunAsync(next).ConfigureAwait(false);
            outcome = refusal?.Code ?? "completed";
            if (refusal is not null)
            {
                LogRefused(logger, metadata.Name, refusal.Code);
                WarnOf(refusal);
            }
        }
        finally
        {
            telemetry.Exchanged(metadata.Name, TelemetryNames.Server, outcome);
            context.Features.Set<IPayloadEncryptionFeature>(null);
            envelope.Leave();
        }
    }

    private void WarnOf(Refusal refusal)
    {
        if ((refusal == Refusals.MemoryExhausted || refusal == Refusals.ResponseMemoryExhausted)
            && runtime.Payloads.IsWarningDue(timeProvider, out long suppressed))
        {
            LogMemoryExhausted(logger, refusal.Code, runtime.Payloads.Limit, suppressed);
        }
    }

    [LoggerMessage(EventId = 3, EventName = "PayloadMemoryExhausted", Level = LogLevel.Warning, Message =
        "Encrypted payloads of the requests under way take all {Limit} bytes that they may, and a request was refused: {Code}. MaximumPayloadMemory sets the limit. {Suppressed} more were refused since the last warning.")]
    private static partial void LogMemoryExhausted(ILogger logger, string code, long limit, long suppressed);

    [LoggerMessage(EventId = 1, EventName = "PayloadRefused", Level = LogLevel.Information, Message = "The payload encryption {Envelope} refused a request: {Code}.")]
    private static partial void LogRefused(ILogger logger, string envelope, string code);
}
