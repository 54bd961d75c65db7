using JwtKit;
using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JwtKit to HTTP clients.</summary>
public static class JwtKitHttpClientBuilderExtensions
{
    /// <summary>
    /// Encrypts the bodies of the client's requests for the other side's key, and decrypts the answers before anyone reads them. A plain answer is refused with an
    /// <see cref="HttpRequestException"/>; only errors that are ProblemDetails, and those without a body, come through as they are. The client follows no redirects. A payload encryption that is missing, or has no key to encrypt for, stops the start.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">A name under <c>Envelopes</c> in the configuration.</param>
    /// <returns>The client.</returns>
    /// <remarks>
    /// Bodies are encrypted, headers, path and query are not. Handlers that are added before see plain messages, those added after encrypted ones: add retries
    /// before, so that each attempt is encrypted anew. Requests are sent asynchronously only.
    /// </remarks>
    public static IHttpClientBuilder AddJwtKitPayloadEncryption(this IHttpClientBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.AddSingleton(new EnvelopeUse(name));

        // After all that the host configures, also later: a primary handler that replaces ours would follow redirects.
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, static options =>
            options.HttpMessageHandlerBuilderActions.Add(static handlers => PrimaryHandler.Configure(handlers.PrimaryHandler)));
        return builder.AddHttpMessageHandler(services => new PayloadEncryptionHandler(name, EnvelopeProfiles.Of(services).Find(name), services.GetRequiredService<JwtKitTelemetry>()));
    }

    /// <summary>
    /// Puts a token on each request of the client: <c>auth</c> for <see cref="TokenPlatform.KoreAiApi"/>, otherwise <c>Authorization: Bearer</c>. The
    /// issuer speaks for the application (it has a <c>Subject</c>). A token is used again until 30 seconds, or a fifth of its life, before its end, and until the
    /// issuer's configuration changes; one with a <c>jti</c> is used once. A header that the caller has set stays. Redirects are not followed but
    /// returned, so that no token goes to another host. Tokens go over https, or to this machine, and are never logged. Requests
    /// are sent asynchronously only. An issuer that is missing, or speaks of users, stops the start.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="issuerName">The issuer's name in the configuration.</param>
    /// <param name="configure">Changes the header.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">A request can carry no such header.</exception>
    public static IHttpClientBuilder AddJwtKitToken(this IHttpClientBuilder builder, string issuerName, Action<TokenHeaderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(issuerName);
        TokenHeaderOptions options = new();
        configure?.Invoke(options);
        TokenHeader.Check(options);

        builder.Services.AddSingleton(new TokenClientUse(builder.Name, issuerName));
        builder.Services.AddHostedService<TokenClientStart>();

        // Beyond the handlers, which live for minutes only.
        object key = new();
        builder.Services.AddKeyedSingleton(key, (services, _) => new TokenCache(
            services.GetRequiredService<JwtKitRuntime>(), services.GetRequiredService<TokenIssuers>(), issuerName, services.GetRequiredService<TimeProvider>()));
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, client =>
        {
            // Last of all, when the host has put its own handler in place.
            client.HttpMessageHandlerBuilderActions.Add(static made => Redirects.TurnOff(made.PrimaryHandler, made.Name ?? string.Empty));
            Func<string, bool> others = client.ShouldRedactHeaderValue;
            client.ShouldRedactHeaderValue = name =>
                name.Equals(options.Header ?? "auth", StringComparison.OrdinalIgnoreCase) || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || others(name);
        });
        return builder.AddHttpMessageHandler(services => new TokenHandler(services.GetRequiredKeyedService<TokenCache>(key), options));
    }
}
