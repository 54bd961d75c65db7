using JwtKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Encrypted payloads on endpoints.</summary>
public static class JwtKitPayloadEncryptionExtensions
{
    private const int LeastMaximumLength = 4096;

    /// <summary>
    /// Decrypts the requests to endpoints that say <see cref="RequirePayloadEncryption{TBuilder}"/>, and encrypts their answers, also those of middleware that
    /// comes after this. Call it after <c>UseRouting</c>, <c>UseAuthentication</c> and <c>UseAuthorization</c>, so that nothing is read of the body of a caller who is refused, and before
    /// all that reads a request's body or writes a response, such as <c>UseExceptionHandler</c> or <c>UseStatusCodePages</c>. An endpoint that requires authorization fails where
    /// authorization has not run before. Headers that speak of the payload, such as digests, validators and file names, are left out of the response.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <exception cref="InvalidOperationException">JwtKit is missing among the services.</exception>
    public static IApplicationBuilder UseJwtKitPayloadEncryption(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _ = app.ApplicationServices.GetService<JwtKitRuntime>()
            ?? throw new InvalidOperationException("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");
        return app.UseMiddleware<PayloadEncryptionMiddleware>();
    }

    /// <summary>
    /// Makes an endpoint, or a group of them, take encrypted payloads only, and answer each caller encrypted for the key that the caller has registered.
    /// Needs <see cref="UseJwtKitPayloadEncryption"/>; without it the endpoint fails.
    /// </summary>
    /// <typeparam name="TBuilder">What was mapped.</typeparam>
    /// <param name="builder">What was mapped.</param>
    /// <param name="name">A name under <c>Envelopes</c> in the configuration.</param>
    /// <param name="configure">What these endpoints have of their own.</param>
    /// <exception cref="ArgumentException">The maximum length is out of range.</exception>
    public static TBuilder RequirePayloadEncryption<TBuilder>(this TBuilder builder, string name, Action<PayloadEncryptionOptions>? configure = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        PayloadEncryptionOptions options = new();
        configure?.Invoke(options);
        if (options.MaximumLength < LeastMaximumLength)
        {
            throw new ArgumentException($"MaximumLength is {options.MaximumLength}; at least {LeastMaximumLength} bytes are needed.", nameof(configure));
        }

        builder.Add(endpoint => endpoint.Metadata.Add(new PayloadEncryptionMetadata(name, options)));
        builder.Finally(endpoint => Guard(endpoint, name, options.MaximumLength));
        return builder;
    }

    /// <summary>Done last, when what the endpoint runs is settled: nothing that is added later can go round it.</summary>
    private static void Guard(EndpointBuilder endpoint, string name, int? maximumLength)
    {
        Reloadable<EnvelopeProfile> envelope = EnvelopeProfiles.Of(endpoint.ApplicationServices).Find(name);
        JwtKitRuntime runtime = endpoint.ApplicationServices.GetRequiredService<JwtKitRuntime>();
        if (maximumLength is { } longest && !runtime.Payloads.TryAdmit(longest))
        {
            throw new InvalidOperationException(
                $"The endpoint '{endpoint.DisplayName}' has the MaximumLength {longest}, and all payloads under way may take {runtime.Payloads.Limit} bytes: set {nameof(JwtKitOptions.MaximumPayloadMemory)} of JwtKit to at least {(long)longest * PayloadBudget.LeastMessages}.");
        }

        runtime.Uses.Add(new PayloadEndpointUse(endpoint.DisplayName ?? "unnamed", envelope.Name));
        if (endpoint.RequestDelegate is { } run)
        {
            endpoint.RequestDelegate = context => IsEncrypted(context) ? run(context) : throw new InvalidOperationException(
                $"The endpoint '{endpoint.DisplayName}' requires payload encryption, and nothing encrypts: call app.UseJwtKitPayloadEncryption(), after UseRouting, UseAuthentication and UseAuthorization.");
        }
    }

    private static bool IsEncrypted(HttpContext context) => context.Features.Get<IPayloadEncryptionFeature>() is not null;
}
