using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
        Lease<EnvelopeProfile> envelope = EnvelopeProfiles.Of(services).Find(metadata.Name).Enter()
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

/// <summary>Marks an endpoint that takes and gives encrypted payloads only.</summary>
internal sealed record PayloadEncryptionMetadata(string Name, PayloadEncryptionOptions Options)
{
    /// <summary>How an endpoint is shown in lists and debuggers.</summary>
    public override string ToString() => $"PayloadEncryption ({Name})";
}

/// <summary>Whether the callers of an endpoint were authorized before their bodies are read.</summary>
internal sealed class AuthorizationOrder(IServiceProvider services)
{
    /// <summary>What ASP.NET Core's authorization middleware leaves behind, and its routing looks for in the same way before it runs an endpoint.</summary>
    private const string Invoked = "__AuthorizationMiddlewareWithEndpointInvoked";

    private readonly IAuthorizationPolicyProvider? policies = services.GetService<IAuthorizationPolicyProvider>();

    /// <exception cref="InvalidOperationException">The endpoint needs authorization, which comes later or not at all.</exception>
    public async ValueTask RequireAsync(HttpContext context, Endpoint endpoint)
    {
        if (!context.Items.ContainsKey(Invoked) && await NeedsAuthorizationAsync(endpoint.Metadata).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"The endpoint '{endpoint.DisplayName}' requires authorization and payload encryption, and authorization has not run: call app.UseJwtKitPayloadEncryption() after app.UseAuthorization(), so that the body of a caller who is refused is not read.");
        }
    }

    private async ValueTask<bool> NeedsAuthorizationAsync(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return false;
        }

        return metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null
            || (policies is not null && await policies.GetFallbackPolicyAsync().ConfigureAwait(false) is not null);
    }
}

/// <summary>An endpoint that takes encrypted payloads, so that no change takes their keys away.</summary>
internal sealed record PayloadEndpointUse(string Endpoint, string Envelope) : IEntryUse
{
    public EntryKey Entry => EntryKey.Envelope(Envelope);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Envelopes.ContainsKey(Envelope))
        {
            faults.Add($"{options.PathOfEnvelope(Envelope)}: is missing; the endpoint '{Endpoint}' takes encrypted payloads by it. Take the endpoint out first.");
        }
    }
}
