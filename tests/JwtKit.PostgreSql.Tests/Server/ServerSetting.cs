namespace JwtKit.PostgreSql.Tests;

/// <summary>A setting of the whole server, until it is disposed.</summary>
internal sealed class ServerSetting : IAsyncDisposable
{
    private readonly PostgreSqlServer server;
    private readonly string name;
    private readonly string before;

    private ServerSetting(PostgreSqlServer server, string name, string before)
    {
        this.server = server;
        this.name = name;
        this.before = before;
    }

    public static async Task<ServerSetting> ChangeAsync(PostgreSqlServer server, string name, string value)
    {
        string before = await ShowAsync(server, name);
        await server.RunAsync($"ALTER SYSTEM SET {name} = '{value}'");
        await ReloadAsync(server, name, value);
        return new ServerSetting(server, name, before);
    }

    public async ValueTask DisposeAsync()
    {
        await server.RunAsync($"ALTER SYSTEM RESET {name}");
        await ReloadAsync(server, name, before);
    }

    private static async Task ReloadAsync(PostgreSqlServer server, string name, string value)
    {
        await server.RunAsync("SELECT pg_reload_conf()");
        await Eventually.IsTrueAsync(async () => await ShowAsync(server, name) == value, $"{name} is {value}");
    }

    private static async Task<string> ShowAsync(PostgreSqlServer server, string name) => (string)(await server.RunAsync($"SHOW {name}"))!;
}
