using System.Collections;
using System.Reflection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Whether an entry has changed is told by all of its settings: one that is left out would be without effect until a restart.</summary>
[TestFixture]
internal sealed class EntrySettingsTests
{
    [TestCaseSource(nameof(Properties), new object[] { typeof(IssuerOptions) })]
    public void Counts_each_setting_of_an_issuer(PropertyInfo property) =>
        AssertCounts<IssuerOptions>(property, static options => EntrySettings.Of(options, static _ => null));

    [TestCaseSource(nameof(Properties), new object[] { typeof(ValidatorOptions) })]
    public void Counts_each_setting_of_a_validator(PropertyInfo property) =>
        AssertCounts<ValidatorOptions>(property, static options => EntrySettings.Of(options, static _ => null));

    [TestCaseSource(nameof(Properties), new object[] { typeof(EnvelopeOptions) })]
    public void Counts_each_setting_of_an_envelope(PropertyInfo property) =>
        AssertCounts<EnvelopeOptions>(property, static options => EntrySettings.Of(options, static _ => null));

    [TestCaseSource(nameof(Properties), new object[] { typeof(MutualTlsOptions) })]
    public void Counts_each_setting_of_a_party_of_mutual_tls(PropertyInfo property) => AssertCounts<MutualTlsOptions>(property, static settings =>
    {
        JwtKitOptions options = new();
        MutualTlsSettings.PartiesOf(options)["kore"] = settings;
        return EntrySettings.Of(options.Added[MutualTlsSettings.Section], "kore");
    });

    [TestCaseSource(nameof(Properties), new object[] { typeof(IssuerEncryptionOptions) })]
    public void Counts_each_setting_of_an_issuers_encryption(PropertyInfo property) =>
        AssertCounts<IssuerEncryptionOptions>(property, static options => EntrySettings.Of(new IssuerOptions { Encryption = options }, static _ => null));

    [TestCaseSource(nameof(Properties), new object[] { typeof(IssuerCorsOptions) })]
    public void Counts_each_setting_of_an_issuers_origins(PropertyInfo property) =>
        AssertCounts<IssuerCorsOptions>(property, static options => EntrySettings.Of(new IssuerOptions { Cors = options }, static _ => null));

    [TestCaseSource(nameof(Properties), new object[] { typeof(EnvelopeCallerOptions) })]
    public void Counts_each_setting_of_an_envelopes_caller(PropertyInfo property) =>
        AssertCounts<EnvelopeCallerOptions>(property, static options => EntrySettings.Of(new EnvelopeOptions { Callers = { options } }, static _ => null));

    [Test]
    public void Counts_the_content_of_a_file() =>
        Assert.That(EntrySettings.Of(new IssuerOptions { KeyFile = "a" }, static _ => "1"), Is.Not.EqualTo(EntrySettings.Of(new IssuerOptions { KeyFile = "a" }, static _ => "2")));

    private static PropertyInfo[] Properties(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static void AssertCounts<T>(PropertyInfo property, Func<T, EntrySettings> describe)
        where T : class, new()
    {
        T changed = new();
        Change(changed, property);

        Assert.That(
            (describe(new T()).Equals(describe(new T())), describe(new T()).Equals(describe(changed))),
            Is.EqualTo((true, false)), property.Name);
    }

    private static void Change(object options, PropertyInfo property)
    {
        if (property.GetValue(options) is IList list)
        {
            list.Add(Other(list.GetType().GetGenericArguments()[0], null));
        }
        else
        {
            property.SetValue(options, Other(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetValue(options)));
        }
    }

    private static object Other(Type type, object? now) => type switch
    {
        _ when type == typeof(string) => now + "other",
        _ when type == typeof(bool) => now is not true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(7),
        _ when type == typeof(EnvelopeFormat) => EnvelopeFormat.JweCompact,
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>().First(value => !value.Equals(now)),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type.IsAbstract ? type.Assembly.GetTypes().First(made => made.IsSubclassOf(type) && !made.IsAbstract) : type),
    };
}
