namespace JwtKit;

/// <summary>A store of a package that is reached by <see cref="ReplayOptions.ConnectionString"/>.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="FaultOf">Says what is wrong with a connection string, without any text of it, which can hold a password; null where nothing is.</param>
internal sealed record ReplayStoreConnection(string Store, Func<string, string?> FaultOf);
