using JwtKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the replay store on PostgreSQL to a host.</summary>
public static class PostgreSqlReplayServiceCollectionExtensions
{
    private const string StoreName = "PostgreSql";

    /// <summary>
    /// Adds the store that the configuration names by <c>"Replay": { "Store": "PostgreSql", "ConnectionString": "…" }</c> in the section of <c>AddJwtKit</c>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the options; called now.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public static IServiceCollection AddPostgreSqlReplayStore(this IServiceCollection services, Action<PostgreSqlReplayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        PostgreSqlReplayOptions options = Made(configure);
        services.AddSingleton(new ReplayStoreConnection(StoreName, ConnectionStringCheck.FaultOf));
        return services.AddKeyedSingleton<IReplayStore>(StoreName, (provider, _) => Store(
            provider,

            // Checked with the other settings, before any store is opened.
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptionsMonitor<JwtKitOptions>>().CurrentValue.Replay.ConnectionString!),
            ownsDataSource: true,
            options));
    }

    /// <summary>Adds a <see cref="PostgreSqlReplayStore"/> as the <see cref="IReplayStore"/>, with connections of its own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Npgsql's connection string. No exception shows any text of it.</param>
    /// <param name="configure">Changes the options; called now.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The connection string or an option makes no sense.</exception>
    /// <exception cref="InvalidOperationException">A replay store is registered already: two would each accept the same token.</exception>
    public static IServiceCollection AddPostgreSqlReplayStore(
        this IServiceCollection services, string connectionString, Action<PostgreSqlReplayOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (ConnectionStringCheck.FaultOf(connectionString) is { } fault)
        {
            throw new ArgumentException($"The connection string {fault}", nameof(connectionString));
        }

        return Add(services, _ => NpgsqlDataSource.Create(connectionString), ownsDataSource: true, configure);
    }

    /// <summary>Adds a <see cref="PostgreSqlReplayStore"/> as the <see cref="IReplayStore"/>, on a data source of the host, which disposes it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="dataSource">Finds the data source, for example <c>provider => provider.GetRequiredService&lt;NpgsqlDataSource&gt;()</c>.</param>
    /// <param name="configure">Changes the options; called now.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public static IServiceCollection AddPostgreSqlReplayStore(
        this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> dataSource, Action<PostgreSqlReplayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return Add(services, dataSource, ownsDataSource: false, configure);
    }

    private static IServiceCollection Add(
        IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> dataSource, bool ownsDataSource, Action<PostgreSqlReplayOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        PostgreSqlReplayOptions options = Made(configure);
        services.AddSingleton(provider => Store(provider, dataSource(provider), ownsDataSource, options));
        return ReplayStoreServiceCollectionExtensions.AddOnly(services, static provider => provider.GetRequiredService<PostgreSqlReplayStore>());
    }

    private static PostgreSqlReplayOptions Made(Action<PostgreSqlReplayOptions>? configure)
    {
        PostgreSqlReplayOptions options = new();
        configure?.Invoke(options);
        return options.Checked();
    }

    private static PostgreSqlReplayStore Store(IServiceProvider provider, NpgsqlDataSource dataSource, bool ownsDataSource, PostgreSqlReplayOptions options) => new(
        dataSource, ownsDataSource, options, provider.GetService<ILogger<PostgreSqlReplayStore>>(), provider.GetService<TimeProvider>());
}
