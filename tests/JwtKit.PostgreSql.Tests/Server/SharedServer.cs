using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>The one server of the suite, started by the first test that needs it and stopped after the last.</summary>
[SetUpFixture]
internal sealed class SharedServer
{
    private static readonly Lock Gate = new();
    private static PostgreSqlServer? server;

    /// <summary>The server. The test is skipped where PostgreSQL is not installed.</summary>
    public static PostgreSqlServer Get()
    {
        lock (Gate)
        {
            return server ??= PostgreSqlServer.Start();
        }
    }

    [OneTimeTearDown]
    public void Stop() => server?.Dispose();
}
