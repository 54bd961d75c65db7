using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class ServiceCollectionTests
{
    [Test]
    public async Task A_host_gets_the_store_by_its_connection_string()
    {
        ServiceCollection services = new();
        services.AddPostgreSqlReplayStore(SharedServer.Get().ConnectionString, Patient("hosted"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        IReplayStore store = provider.GetRequiredService<IReplayStore>();

        Assert.That(await store.TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None), Is.EqualTo(ReplayOutcome.Recorded));
        Assert.That(store, Is.SameAs(provider.GetRequiredService<PostgreSqlReplayStore>()));
    }

    [Test]
    public async Task A_host_gets_the_store_on_its_own_data_source_and_keeps_that()
    {
        ServiceCollection services = new();
        services.AddPostgreSqlReplayStore(static _ => SharedServer.Get().DataSource, Patient("hosted_on_source"));
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<IReplayStore>().TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None);
        }

        Assert.That(await SharedServer.Get().RunAsync("SELECT count(*) FROM hosted_on_source"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_gets_the_store_that_its_configuration_names()
    {
        await using ServiceProvider provider = Configured(SharedServer.Get().ConnectionString, "hosted_by_configuration");
        await StartAsync(provider);

        await provider.GetRequiredService<IReplayStore>().TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None);

        Assert.That(await SharedServer.Get().RunAsync("SELECT count(*) FROM hosted_by_configuration"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_does_not_start_where_its_configuration_has_no_connection_string()
    {
        await using ServiceProvider provider = Configured(connectionString: null, "hosted_nowhere");

        Assert.That(
            () => StartAsync(provider),
            Throws.TypeOf<OptionsValidationException>().With.Message.EqualTo(
                "JwtKit:Replay:ConnectionString: is missing; the store PostgreSql needs it. The environment can hold it, as JwtKit__Replay__ConnectionString."));
    }

    [Test]
    public async Task The_host_s_log_hears_of_an_outage()
    {
        StoreLog log = new();
        ServiceCollection services = new();
        services.AddSingleton<ILogger<PostgreSqlReplayStore>>(log);
        services.AddPostgreSqlReplayStore("Host=127.0.0.1;Port=1;Password=very-secret");
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IReplayStore>().TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None);

        Assert.That(log.Names, Is.EqualTo(["OutageBegan"]));
        Assert.That(log.Texts, Has.None.Contains("very-secret"));
    }

    [Test]
    public void Wrong_options_throw_when_the_store_is_added() =>
        Assert.That(
            static () => new ServiceCollection().AddPostgreSqlReplayStore("Host=127.0.0.1", static options => options.Table = "a b"),
            Throws.ArgumentException);

    [TestCase("Hots=hunter2", "has a setting that Npgsql does not know; see its documentation for the names.")]
    [TestCase("Host=a;hunter2=1", "has a setting that Npgsql does not know; see its documentation for the names.")]
    [TestCase("hunter2", "is not a connection string: write Name=value, several of them with semicolons between, and a value with a semicolon, a quote or spaces around it in quotes.")]
    [TestCase("Host=a;Password='hunter2", "is not a connection string: write Name=value, several of them with semicolons between, and a value with a semicolon, a quote or spaces around it in quotes.")]
    [TestCase("Host=a;Port=hunter2", "has a value for port that Npgsql does not accept.")]
    [TestCase("Host=a;SSL Mode=hunter2", "has a value for ssl mode that Npgsql does not accept.")]
    [TestCase("Password=hunter2", "names no Host.")]
    [TestCase("Host=a;Password=hunter2;Minimum Pool Size=5;Maximum Pool Size=1", "has settings that Npgsql does not accept together.")]
    public async Task A_host_does_not_start_with_a_wrong_connection_string_and_shows_none_of_its_text(string connectionString, string fault)
    {
        await using ServiceProvider provider = Configured(connectionString, "hosted_nowhere", ("JwtKit:Issuers:a:Platform", "Kora"));

        OptionsValidationException thrown = Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(provider))!;

        Assert.That(thrown.Failures, Has.Member($"JwtKit:Replay:ConnectionString: {fault}").And.Some.StartsWith("JwtKit:Issuers:a:Platform: "));
        Assert.That(thrown.ToString(), Does.Not.Contain("hunter2"));
    }

    [TestCase("Hots=hunter2")]
    [TestCase("Host=a;Port=hunter2")]
    [TestCase("hunter2")]
    public void A_wrong_connection_string_is_not_shown_by_what_is_thrown_when_the_store_is_added(string connectionString)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddPostgreSqlReplayStore(connectionString))!;

        Assert.That(thrown.ToString(), Does.StartWith("System.ArgumentException: The connection string ").And.Not.Contains("hunter2"));
    }

    [TestCase("")]
    [TestCase("Hots=127.0.0.1")]
    public void A_wrong_connection_string_throws_when_the_store_is_added(string connectionString) =>
        Assert.That(() => new ServiceCollection().AddPostgreSqlReplayStore(connectionString), Throws.ArgumentException);

    /// <summary>The time of these stores is the real one; how fast the machine is must not decide whether they answer.</summary>
    private static Action<PostgreSqlReplayOptions> Patient(string table) => options =>
    {
        options.Table = table;
        options.Timeout = TimeSpan.FromMinutes(1);
    };

    private static ServiceProvider Configured(string? connectionString, string table, params (string Key, string Value)[] others)
    {
        Dictionary<string, string?> settings = new() { ["JwtKit:Replay:Store"] = "PostgreSql" };
        foreach ((string key, string value) in others)
        {
            settings[key] = value;
        }

        if (connectionString is not null)
        {
            settings["JwtKit:Replay:ConnectionString"] = connectionString;
        }

        ServiceCollection services = new();
        services.AddJwtKit(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("JwtKit"));
        services.AddPostgreSqlReplayStore(Patient(table));
        return services.BuildServiceProvider();
    }

    private static async Task StartAsync(ServiceProvider provider)
    {
        foreach (IHostedService service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }
}
