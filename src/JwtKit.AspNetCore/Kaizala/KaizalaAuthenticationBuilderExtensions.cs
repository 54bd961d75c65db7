using JwtKit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authentication by Kaizala's integration service tokens.</summary>
public static class KaizalaAuthenticationBuilderExtensions
{
    /// <summary>Adds the scheme <c>Kaizala</c>.</summary>
    /// <inheritdoc cref="AddKaizala(AuthenticationBuilder, string, Action{KaizalaOptions})" />
    public static AuthenticationBuilder AddKaizala(this AuthenticationBuilder builder, Action<KaizalaOptions> configure) =>
        builder.AddKaizala(KaizalaDefaults.AuthenticationScheme, configure);

    /// <summary>
    /// Adds a scheme that signs callers in by an opaque token in a header of the request (<c>accessToken</c>). The service that knows the tokens is asked whose
    /// it is; its answer counts for 60 seconds. Wrong options stop the start. Callers without a valid token get 401; all get 503 while the service does not answer.
    /// </summary>
    /// <param name="builder">The host's authentication.</param>
    /// <param name="authenticationScheme">The scheme's name.</param>
    /// <param name="configure">Sets the options; <see cref="KaizalaOptions.BaseAddress"/> is required.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddKaizala(this AuthenticationBuilder builder, string authenticationScheme, Action<KaizalaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        JwtKitTelemetry.AddTo(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KaizalaOptions>, KaizalaOptionsCheck>());
        services.AddOptions<KaizalaOptions>(authenticationScheme).ValidateOnStart();
        services.AddKeyedSingleton(authenticationScheme, static (provider, scheme) => UsersOf(provider, (string)scheme!));
        services.AddHttpClient(KaizalaClient.ClientName(authenticationScheme))
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // A redirect would carry the token to wherever it points.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders(static _ => true);
        return builder.AddScheme<KaizalaOptions, KaizalaHandler>(authenticationScheme, configure);
    }

    private static KaizalaIntrospection UsersOf(IServiceProvider services, string scheme)
    {
        KaizalaOptions options = services.GetRequiredService<IOptionsMonitor<KaizalaOptions>>().Get(scheme);
        TimeProvider timeProvider = options.TimeProvider ?? TimeProvider.System;
        KaizalaLog log = new(services.GetRequiredService<ILoggerFactory>().CreateLogger<KaizalaHandler>(), scheme, services.GetRequiredService<JwtKitTelemetry>());
        return new KaizalaIntrospection(new KaizalaClient(services.GetRequiredService<IHttpClientFactory>(), scheme, options, timeProvider, log), options, timeProvider);
    }
}
