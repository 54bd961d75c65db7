using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What is said of apps and platform keys that are configured wrongly.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AppFaultTests : IDisposable
{
    private readonly AppFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public void Is_right_as_it_stands_in_these_tests() => Assert.That(FaultsWith(), Is.Empty);

    [TestCase("Apps:hs:Algorithm", "HS384", "Apps:hs:Algorithm: 'HS384' is not accepted by Kore.ai; use one of HS256, HS512, RS256, RS512.")]
    [TestCase("Apps:hs:Algorithm", "hs256", "Apps:hs:Algorithm: 'hs256' is not known; use one of HS256, HS384, HS512, RS256, RS384, RS512, spelled exactly so.")]
    [TestCase("Apps:hs:Algorithm", "RS256", "Apps:hs:Algorithm: is RS256, which needs KeyFile; SecretFile was found.")]
    [TestCase("Apps:hs:SecretFile", null, "Apps:hs:Secret: is missing; HS256 needs it, or SecretFile.")]
    [TestCase("Apps:rs:KeyFile", null, "Apps:rs:KeyFile: is missing; RS256 needs the public key that the app has registered.")]
    [TestCase("Apps:hs:Secret", "a-second-secret-0123456789-0123456789", "Apps:hs:SecretFile: comes beside another key; one of KeyFile, Secret and SecretFile is needed, and Secret, SecretFile were found.")]
    [TestCase("Apps:hs:JwksUri", "https://id.example.com", "Apps:hs:…: is not a known setting (its name has 7 characters); known here are Algorithm, AllowShortSecret, AllowUnlimitedApiTokens, ClientId, EnforceEncryption, EnforcePayloadEncryption, EnforceTokenId, FormerKeyId, FormerSecret, FormerSecretFile, KeyFile, KeyId, MaximumKeysTried, Name, Scopes, ScopesPublished, Secret, SecretEncoding, SecretFile, Tables, Views.")]
    [TestCase("Apps:hs:EnforceTokenId", "perhaps", "Apps:hs:EnforceTokenId: a value of 7 characters is not known; use true or false.")]
    [TestCase("Apps:rs:AllowShortSecret", "true", "Apps:rs:AllowShortSecret: has no effect without a secret. Take it out.")]
    [TestCase("Apps:rs:KeyId", "a\nb", "Apps:rs:KeyId: is not acceptable: 1 to 256 printable characters are needed.")]
    [TestCase("Apps:rs:MaximumKeysTried", "0", "Apps:rs:MaximumKeysTried: is 0; 1 to 1000 are accepted, because each try is a cryptographic operation that any sender can ask for.")]
    [TestCase("Platform:KeyManagements:0", "RSA-OAEP-256", "Platform:KeyManagements:0: 'RSA-OAEP-256' is not accepted; use RSA-OAEP or RSA1_5, spelled exactly so.")]
    [TestCase("Platform:DecryptionKeyFile", null, "Platform:DecryptionKeyId: has no effect without DecryptionKeyFile. Take it out.")]
    [TestCase("Platform:RetiredDecryptionKeyPassword", "x", "Platform:RetiredDecryptionKeyPassword: has no effect without RetiredDecryptionKeyFile. Take it out.")]
    [TestCase("Platform:KeyFile", "x", "Platform:…: is not a known setting (its name has 7 characters); known here are DecryptionKeyFile, DecryptionKeyId, DecryptionKeyPassword, KeyManagements, RetiredDecryptionKeyFile, RetiredDecryptionKeyId, RetiredDecryptionKeyPassword.")]
    [TestCase("Replay:Store", null, "JwtKit:Replay:Store: is missing; the tokens of Apps count once. Use Memory on a single machine, or a shared store.")]
    public void Names_each_wrong_setting(string key, string? value, string fault)
    {
        (string, string?)[] changes = key == "Replay:Store" ? [(key, value), ("Replay:AcceptEarlierTokens", null)] : [(key, value)];

        Assert.That(FaultsWith(changes), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public void Names_a_key_that_is_missing_where_no_algorithm_says_which() => Assert.That(
        FaultsWith(("Apps:hs:Algorithm", null), ("Apps:hs:SecretFile", null), ("Apps:hs:EnforceTokenId", "true")),
        Is.EqualTo(new[] { "Apps:hs:KeyFile: is missing; one of KeyFile, Secret and SecretFile is needed." }));

    [Test]
    public void Names_a_retired_key_that_has_the_id_of_the_current_one() => Assert.That(
        FaultsWith(("Platform:RetiredDecryptionKeyFile", files.PlatformFile), ("Platform:RetiredDecryptionKeyId", "k-1")),
        Is.EqualTo(new[] { "Platform:RetiredDecryptionKeyId: is that of the current key; each needs its own, or none." }));

    [Test]
    public void Names_a_file_that_is_not_there() => Assert.That(
        FaultsWith(("Platform:DecryptionKeyFile", "/nowhere/platform.pem")), Is.EqualTo(new[] { "Platform:DecryptionKeyFile: the file '/nowhere/platform.pem' does not exist; a readable file is needed." }));

    [Test]
    public void Names_an_app_that_enforces_encryption_without_a_key_of_the_platform() => Assert.That(
        FaultsWith(("Platform:DecryptionKeyFile", null), ("Platform:DecryptionKeyId", null), ("Apps:rs:EnforceEncryption", "true")),
        Is.EqualTo(new[] { "Apps:rs:EnforceEncryption: needs the platform's private key; Platform:DecryptionKeyFile has none that can be used." }));

    [Test]
    public void Names_settings_that_allow_nothing() => Assert.That(
        FaultsWith(("Apps:rs:EnforceTokenId", "true"), ("Apps:rs:AllowUnlimitedApiTokens", "true")),
        Is.EqualTo(new[] { "Apps:rs:AllowUnlimitedApiTokens: allows nothing with EnforceTokenId, since a token with a jti needs an exp. Take one of them out." }));

    [Test]
    public void Names_all_at_once() => Assert.That(
        FaultsWith(("Apps:hs:Scopes:0", "nonsense"), ("Apps:rs:KeyFile", null), ("Platform:KeyManagements:0", "dir")).Select(static fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]),
        Is.EqualTo(new[] { "Apps:hs:Scopes:0", "Platform:KeyManagements:0", "Apps:rs:KeyFile" }));

    [Test]
    public void Says_that_there_is_no_replay_store_at_all()
    {
        using ServiceProvider services = new ServiceCollection().AddKoreAiApps(Root().GetSection("Apps"), Root().GetSection("Platform")).BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[]
        {
            "Apps: its apps' tokens count once, and no replay store is there; call services.AddInMemoryReplayStore() on a single machine, or add a shared store.",
        }));
    }

    [Test]
    public void Says_that_the_platforms_keys_stand_in_two_places()
    {
        IConfigurationRoot root = Root();
        using ServiceProvider services = new ServiceCollection()
            .AddInMemoryReplayStore()
            .AddKoreAiApps(root.GetSection("Apps"), root.GetSection("Platform"))
            .AddKoreAiApps(root.GetSection("More"), root.GetSection("MorePlatform"))
            .BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[] { "MorePlatform: the platform's keys stand in Platform already; one section is needed." }));
    }

    private IConfigurationRoot Root(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase) { ["JwtKit"] = "", ["Platform"] = "", ["More"] = "", ["MorePlatform"] = "" };
        foreach ((string key, string? value) in files.Settings(changes))
        {
            settings[key.StartsWith("Replay:", StringComparison.Ordinal) ? "JwtKit:" + key : key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(static setting => setting.Value is not null)).Build();
    }

    private List<string> FaultsWith(params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot root = Root(changes);
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(root.GetSection("JwtKit"))
            .AddKoreAiApps(root.GetSection("Apps"), root.GetSection("Platform"))
            .BuildServiceProvider();
        return Faults.Of(services);
    }
}
