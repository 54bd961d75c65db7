using JwtKit;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the replay store on PostgreSQL to a host.</summary>
public static class PostgreSqlReplayServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="PostgreSqlReplayStore"/> as the <see cref="IReplayStore"/>, with connections of its own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Npgsql's connection string.</param>
    /// <param name="configure">Changes the options; called now.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The connection string or an option makes no sense.</exception>
    public static IServiceCollection AddPostgreSqlReplayStore(
        this IServiceCollection services, string connectionString, Action<PostgreSqlReplayOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _ = new NpgsqlConnectionStringBuilder(connectionString);
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
        PostgreSqlReplayOptions options = new();
        configure?.Invoke(options);
        options = options.Checked();
        services.AddSingleton(provider => new PostgreSqlReplayStore(
            dataSource(provider),
            ownsDataSource,
            options,
            provider.GetService<ILogger<PostgreSqlReplayStore>>(),
            provider.GetService<TimeProvider>()));
        return services.AddSingleton<IReplayStore>(static provider => provider.GetRequiredService<PostgreSqlReplayStore>());
    }
}
