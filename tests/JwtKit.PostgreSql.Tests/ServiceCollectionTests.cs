using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

internal sealed class ServiceCollectionTests
{
    [Test]
    public async Task A_host_gets_the_store_by_its_connection_string()
    {
        ServiceCollection services = new();
        services.AddPostgreSqlReplayStore(SharedServer.Get().ConnectionString, static options => options.Table = "hosted");
        await using ServiceProvider provider = services.BuildServiceProvider();

        IReplayStore store = provider.GetRequiredService<IReplayStore>();

        Assert.That(await store.TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None), Is.EqualTo(ReplayOutcome.Recorded));
        Assert.That(store, Is.SameAs(provider.GetRequiredService<PostgreSqlReplayStore>()));
    }

    [Test]
    public async Task A_host_gets_the_store_on_its_own_data_source_and_keeps_that()
    {
        ServiceCollection services = new();
        services.AddPostgreSqlReplayStore(static _ => SharedServer.Get().DataSource, static options => options.Table = "hosted_on_source");
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<IReplayStore>().TryRecordAsync(ReplayId.Create("hosts", "a"), TestStore.Later, CancellationToken.None);
        }

        Assert.That(await SharedServer.Get().RunAsync("SELECT count(*) FROM hosted_on_source"), Is.EqualTo(1));
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

    [TestCase("")]
    [TestCase("Hots=127.0.0.1")]
    public void A_wrong_connection_string_throws_when_the_store_is_added(string connectionString) =>
        Assert.That(() => new ServiceCollection().AddPostgreSqlReplayStore(connectionString), Throws.ArgumentException);
}
