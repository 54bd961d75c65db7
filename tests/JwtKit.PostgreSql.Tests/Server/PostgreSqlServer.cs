using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using JwtKit.Tests.Peers;
using Npgsql;

namespace JwtKit.PostgreSql.Tests;

/// <summary>A server of the tests' own: in a new folder, on a free port of the loopback address, with a password.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string folder;
    private readonly HeldPort port = new();
    private readonly string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private bool isRunning;

    private PostgreSqlServer()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("These tests know PostgreSQL's programs on Unix only.");
        }

        folder = Directory.CreateDirectory($"/tmp/jwtkit-postgresql-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}", OwnerOnly).FullName;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port.Number,
            Username = "postgres",
            Password = password,
            Database = "postgres",
        }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(ConnectionString);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>The superuser's, with the password in it.</summary>
    public string ConnectionString { get; }

    /// <summary>For the test's own statements.</summary>
    public NpgsqlDataSource DataSource { get; }

    public string Password => password;

    private string DataFolder => Path.Combine(folder, "data");

    /// <summary>A running server. The test is skipped where PostgreSQL is not installed.</summary>
    public static PostgreSqlServer Start()
    {
        OtherPrograms.Require(PostgreSqlPrograms.Folder is not null, "PostgreSQL is missing: apt-get install postgresql");
        PostgreSqlServer server = new();
        try
        {
            server.Initialize();
            server.StartAgain();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts it, and waits until it takes connections.</summary>
    public void StartAgain()
    {
        string settings = string.Create(CultureInfo.InvariantCulture, $"-c port={port.Number} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}");
        PostgreSqlPrograms.Run("pg_ctl", "start", "--wait", "--silent", $"--pgdata={DataFolder}", $"--log={Path.Combine(folder, "log")}", $"--options={settings}");
        isRunning = true;
    }

    /// <summary>Stops it at once, as a crash of it would: connections break, and what was committed is recovered at the next start.</summary>
    public void StopHard() => Stop("immediate");

    /// <summary>Runs a statement of the test as superuser, and returns its first value.</summary>
    public async Task<object?> RunAsync(string statement)
    {
        await using NpgsqlCommand command = DataSource.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    public void Dispose()
    {
        DataSource.Dispose();
        if (isRunning)
        {
            Stop("immediate");
        }

        port.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Initialize()
    {
        string passwordFile = Path.Combine(folder, "password");
        File.WriteAllText(passwordFile, password);
        if (PostgreSqlPrograms.RunsAsOther)
        {
            PostgreSqlPrograms.RunAsSelf("chown", "-R", "postgres", folder);
        }

        PostgreSqlPrograms.Run(
            "initdb", $"--pgdata={DataFolder}", "--username=postgres", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions");
    }

    private void Stop(string mode)
    {
        isRunning = false;
        PostgreSqlPrograms.Run("pg_ctl", "stop", "--wait", "--silent", $"--pgdata={DataFolder}", $"--mode={mode}");
        DataSource.Clear();
    }
}
