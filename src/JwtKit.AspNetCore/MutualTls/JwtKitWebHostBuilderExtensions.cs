using JwtKit;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Adds mutual TLS to Kestrel.</summary>
public static class JwtKitWebHostBuilderExtensions
{
    /// <summary>
    /// Makes the whole server one party of mutual TLS, on TLS 1.2 and 1.3: every https endpoint presents the configured certificate and refuses, in the handshake,
    /// every client whose certificate does not lead to the configured root, is not for clients, is out of its dates, is revoked or is not
    /// among <see cref="MutualTlsOptions.AllowedSubjects"/>. No request without such a certificate reaches the application: an http endpoint stops the
    /// start, and requests of endpoints that go their own way (<c>UseHttps</c> with an <c>OnAuthenticate</c> or a callback of its own, a later
    /// <c>ConfigureHttpsDefaults</c>, HTTP/3) are answered with 403. <c>ClientCertificateMode</c> must stay as it is. Files that change are
    /// taken over without a restart. The client's certificate is <c>HttpContext.Connection.ClientCertificate</c>, as usual.
    /// </summary>
    /// <param name="builder">The web host.</param>
    /// <param name="name">The name under <c>MutualTls</c> in the configuration that <c>AddJwtKit</c> reads, or of the settings that <paramref name="configure"/> makes.</param>
    /// <param name="configure">Makes the settings in code, or changes those of the configuration.</param>
    /// <returns>The web host.</returns>
    /// <exception cref="InvalidOperationException">It was called before: a server is one party.</exception>
    public static IWebHostBuilder UseJwtKitMutualTls(this IWebHostBuilder builder, string name, Action<MutualTlsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.UseKestrelHttpsConfiguration().ConfigureServices(services =>
        {
            if (services.Any(static service => service.ServiceType == typeof(ServerParty)))
            {
                throw new InvalidOperationException("UseJwtKitMutualTls was called before; a server is one party of mutual TLS.");
            }

            services.AddTlsParty(name, configure);
            services.AddSingleton(provider => new ServerParty(provider.GetRequiredService<TlsParties>()[name]));
            services.AddSingleton<IHostedService, PlainEndpointCheck>();

            // The first of their kinds: endpoints take the defaults over when they are described, and no middleware comes before the gate.
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelMutualTls>());
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, VerifiedConnectionGate>());
        });
    }
}
