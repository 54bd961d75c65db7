using JwtKit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the store that remembers one-time tokens to a host, as the one <see cref="IReplayStore"/>.</summary>
public static class ReplayStoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds a store on any engine that sets a key if it is absent, as Redis does. The time to live is counted by the container's <see cref="TimeProvider"/>, or by
    /// the system's clock where it has none.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="setIfAbsent">As in <see cref="DelegateReplayStore"/>: true if the key was absent and is set now; it throws if it does not know.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">A replay store is registered already: two would each accept the same token.</exception>
    public static IServiceCollection AddReplayStore(
        this IServiceCollection services, Func<string, TimeSpan, CancellationToken, ValueTask<bool>> setIfAbsent)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(setIfAbsent);
        return AddOnly(services, provider => new DelegateReplayStore(setIfAbsent, provider.GetService<TimeProvider>()));
    }

    /// <summary>
    /// Adds a store in this process: for one machine, and forgotten at a restart, after which earlier tokens are refused. Outside the environment Development,
    /// and where there is none, it says so once in a warning when it is made, at its first use.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="capacity">How many ids that are alive it holds at most; a million by default.</param>
    /// <param name="acceptEarlierTokens">As <see cref="InMemoryReplayStore.AcceptEarlierTokens"/>; false by default.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    /// <exception cref="InvalidOperationException">A replay store is registered already: two would each accept the same token.</exception>
    public static IServiceCollection AddInMemoryReplayStore(
        this IServiceCollection services, int capacity = InMemoryReplayStore.DefaultCapacity, bool acceptEarlierTokens = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        services.AddLogging();
        return AddOnly(services, provider => ReplayStoreSelection.InMemory(provider, capacity, acceptEarlierTokens));
    }

    /// <exception cref="InvalidOperationException">A replay store is registered already.</exception>
    internal static IServiceCollection AddOnly(IServiceCollection services, Func<IServiceProvider, IReplayStore> make)
    {
        // AddJwtKit's place for a store that the configuration names gives way to one that code names.
        ServiceDescriptor? known = services.FirstOrDefault(static service => service.ServiceType == typeof(IReplayStore) && !service.IsKeyedService);
        return known is null || known.ImplementationType == typeof(ReplayStoreSelection)
            ? services.Replace(ServiceDescriptor.Singleton(make))
            : throw new InvalidOperationException(
                "A replay store is registered already; two would each accept the same token. Keep one, or put another in its place with services.Replace.");
    }
}
