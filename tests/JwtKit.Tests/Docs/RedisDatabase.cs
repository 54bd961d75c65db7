namespace JwtKit.Tests;

/// <summary>Stands for the database of StackExchange.Redis, with its name and parameters for setting a key.</summary>
internal sealed class RedisDatabase
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public Task<bool> StringSetAsync(string key, int value, TimeSpan? expiry, When when) =>
        Task.FromResult(value == 1 && expiry > TimeSpan.Zero && (keys.Add(key) || when == When.Always));
}
