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
        return builder.AddHttpMessageHandler(services => new PayloadEncryptionHandler(name, ConfiguredEnvelopes.Find(services, name)));
    }
}
