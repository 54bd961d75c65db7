using JwtKit;
using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds mutual TLS to HTTP clients.</summary>
public static class MutualTlsHttpClientBuilderExtensions
{
    /// <summary>
    /// Makes the client present its certificate with the intermediates, and call only servers whose certificate leads to the configured root, is for
    /// servers, is in its dates, is not revoked and names the host. Files that change are taken over without a restart. Requests to http
    /// addresses fail; HTTP/3 is not supported and fails. Fails the start of the host if the settings have faults.
    /// </summary>
    /// <param name="builder">The client. Its primary handler, where it names one, must be a <see cref="SocketsHttpHandler"/>; its SslOptions are replaced.</param>
    /// <param name="name">The name under <c>MutualTls</c> in the configuration that <c>AddJwtKit</c> reads, or of the settings that <paramref name="configure"/> makes.</param>
    /// <param name="configure">Makes the settings in code, or changes those of the configuration.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddMutualTls(this IHttpClientBuilder builder, string name, Action<MutualTlsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTlsParty(name, configure);

        // After all that the host configures, also later: a primary handler that replaces ours would call without a certificate.
        builder.Services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options =>
            options.HttpMessageHandlerBuilderActions.Add(handlers => MutualTlsHandler.SetUp(handlers, name)));
        return builder;
    }
}
