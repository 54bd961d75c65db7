using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A snapshot shows what the section itself shows, whatever its sources are.</summary>
[TestFixture]
internal sealed class SectionSnapshotTests
{
    private static readonly KeyValuePair<string, string?>[] First =
    [
        new("S", "own"), new("S:a:x", "1"), new("S:a:list:10", "ten"), new("S:a:list:2", "two"), new("S:b", null), new("S:c", ""), new("Sa:x", "another section"), new("s:D:y", "case"),
    ];

    private static readonly KeyValuePair<string, string?>[] Second = [new("S:a:x", "2"), new("S:A:z", "3"), new("S:c:below", "4")];

    [Test]
    public void Shows_what_several_sources_have() => AssertSame(new ConfigurationBuilder().AddInMemoryCollection(First).AddInMemoryCollection(Second).Build());

    [Test]
    public void Shows_what_a_configuration_in_another_one_has() => AssertSame(new ConfigurationBuilder()
        .AddInMemoryCollection(Second)
        .AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(First).Build())
        .Build());

    [Test]
    public void Shows_what_a_section_in_another_configuration_has() => AssertSame(new ConfigurationBuilder()
        .AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection([new("Top:S:a:x", "1"), new("Top:S:a:y:0", "2")]).Build().GetSection("Top"))
        .Build());

    [Test]
    public void Shows_what_a_source_has_that_keeps_its_keys_elsewhere() => AssertSame(new ConfigurationBuilder().Add(new Elsewhere(First)).AddInMemoryCollection(Second).Build());

    [Test]
    public void Shows_what_a_source_answers_that_lists_no_key() =>
        AssertSame(new ConfigurationBuilder().AddInMemoryCollection(First).Add(new Answers("S:a:x", "S:a", "S")).Build());

    [Test]
    public void Shows_what_a_later_source_has_instead_of_an_answer() =>
        AssertSame(new ConfigurationBuilder().Add(new Answers("S:a:x")).AddInMemoryCollection(First).Build());

    [Test]
    public void Shows_what_a_root_of_another_type_makes_of_the_values() => AssertSame(new Shouting(new ConfigurationBuilder().AddInMemoryCollection(First).Build()));

    [Test]
    public void Shows_what_a_root_of_another_type_in_another_configuration_makes_of_the_values() =>
        AssertSame(new ConfigurationBuilder().AddConfiguration(new Shouting(new ConfigurationBuilder().AddInMemoryCollection(First).Build())).Build());

    [Test]
    public void Shows_what_a_manager_has()
    {
        using ConfigurationManager manager = new();
        manager.AddInMemoryCollection(First);
        AssertSame(manager);
    }

    [Test]
    public void Shows_a_section_of_a_kind_of_its_own()
    {
        IConfigurationSection section = SectionSnapshot.Read(new ConfigurationBuilder().AddInMemoryCollection(First).Build().GetSection("S"));

        Assert.That(Lines(SectionSnapshot.Read(section)), Is.EqualTo(Lines(section)));
    }

    [Test]
    public void Finds_a_place_below_another_one() =>
        Assert.That(SectionSnapshot.Read(new ConfigurationBuilder().AddInMemoryCollection(First).Build().GetSection("S"))["a:list:2"], Is.EqualTo("two"));

    private static void AssertSame(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("S");
        Assert.That(Lines(SectionSnapshot.Read(section)), Is.EqualTo(Lines(section)).And.Not.Empty);
    }

    private static List<string> Lines(IConfigurationSection section) =>
        [$"{section.Path.ToUpperInvariant()}={section.Value ?? "null"}", .. section.GetChildren().SelectMany(Lines)];

    /// <summary>As a source that makes values up when it is asked does: it lists no keys.</summary>
    private sealed class Answers(params string[] keys) : ConfigurationProvider, IConfigurationSource
    {
        public override bool TryGet(string key, out string? value)
        {
            value = keys.Contains(key) ? "answered" : null;
            return value is not null;
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }

    /// <summary>As a root that puts values in the place of references does.</summary>
    private sealed class Shouting(IConfigurationRoot inner) : IConfigurationRoot
    {
        public IEnumerable<IConfigurationProvider> Providers => inner.Providers;

        public string? this[string key]
        {
            get => inner[key]?.ToUpperInvariant();
            set => inner[key] = value;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => GetSection(child.Key));

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => new ConfigurationSection(this, key);

        public void Reload() => inner.Reload();
    }

    /// <summary>As a source that asks another program does.</summary>
    private sealed class Elsewhere(KeyValuePair<string, string?>[] settings) : ConfigurationProvider, IConfigurationSource
    {
        private readonly IConfigurationRoot inner = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        public override bool TryGet(string key, out string? value) => inner.Providers.Single().TryGet(key, out value);

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => inner.Providers.Single().GetChildKeys(earlierKeys, parentPath);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}
