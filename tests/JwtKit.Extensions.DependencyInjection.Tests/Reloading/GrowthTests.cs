using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What a start and a change cost with the number of entries, counted in questions to the configuration's source and in keys that are gone through.</summary>
[TestFixture]
internal sealed class GrowthTests
{
    private const int Few = 50;

    [TestCase("Issuers")]
    [TestCase("Validators")]
    [TestCase("Apps")]
    public async Task Asks_at_most_twice_as_much_for_twice_the_entries_when_it_starts(string kind)
    {
        CountingSource few = new(kind, Few);
        CountingSource many = new(kind, 2 * Few);
        using ReloadHost one = await StartAsync(few);
        using ReloadHost two = await StartAsync(many);

        Assert.That(many.Steps, Is.LessThanOrEqualTo(2 * few.Steps));
    }

    [TestCase("Issuers")]
    [TestCase("Validators")]
    [TestCase("Apps")]
    public async Task Asks_at_most_twice_as_much_for_twice_the_entries_when_one_changes(string kind)
    {
        CountingSource few = new(kind, Few);
        CountingSource many = new(kind, 2 * Few);
        using ReloadHost one = await StartAsync(few);
        using ReloadHost two = await StartAsync(many);
        few.Change();
        many.Change();

        Assert.That(many.Steps, Is.LessThanOrEqualTo(2 * few.Steps));
    }

    private static Task<ReloadHost> StartAsync(CountingSource source)
    {
        IConfigurationRoot root = new ConfigurationBuilder().Add(source).Build();
        return ReloadHost.StartAsync(root.GetSection("JwtKit"), services =>
        {
            if (root.GetSection("Apps").Exists())
            {
                services.AddKoreAiApps(root.GetSection("Apps"));
            }
        });
    }

    /// <summary>A source with many entries of one kind that counts what it is asked; an enumeration of its keys counts each key.</summary>
    private sealed class CountingSource : ConfigurationProvider, IConfigurationSource
    {
        private const string Secret = "the-first-secret-0123456789-0123456789";

        private readonly string first;

        public CountingSource(string kind, int entries)
        {
            // Settings of the whole host in the same number as an entry has, so that the count can double exactly.
            Set("JwtKit:Replay:Store", "Memory");
            for (int i = 0; i < entries; i++)
            {
                foreach ((string setting, string value) in SettingsOf(kind, i))
                {
                    Data[setting] = value;
                }
            }

            first = SettingsOf(kind, 0)[^1].Setting;
        }

        public long Steps { get; private set; }

        public override bool TryGet(string key, out string? value)
        {
            Steps++;
            return base.TryGet(key, out value);
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            Steps += Data.Count;
            return base.GetChildKeys(earlierKeys, parentPath);
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Change()
        {
            Steps = 0;
            Data[first] = Secret + "-changed";
            OnReload();
        }

        private static (string Setting, string Value)[] SettingsOf(string kind, int i) => kind switch
        {
            "Issuers" => [($"JwtKit:Issuers:e{i}:Issuer", "i"), ($"JwtKit:Issuers:e{i}:Audience", "a"), ($"JwtKit:Issuers:e{i}:Lifetime", "00:05:00"), ($"JwtKit:Issuers:e{i}:Secret", Secret)],
            "Validators" => [($"JwtKit:Validators:e{i}:Issuer", "i"), ($"JwtKit:Validators:e{i}:Audience", "a"), ($"JwtKit:Validators:e{i}:Use", "Reusable"), ($"JwtKit:Validators:e{i}:Secret", Secret)],
            _ => [($"Apps:e{i}:ClientId", $"cs-{i}"), ($"Apps:e{i}:Algorithm", "HS256"), ($"Apps:e{i}:Secret", Secret)],
        };
    }
}
