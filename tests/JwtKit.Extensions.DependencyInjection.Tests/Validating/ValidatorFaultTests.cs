using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What a host reports about wrong settings of validators.</summary>
[TestFixture]
internal sealed class ValidatorFaultTests
{
    private const string SecretText = "a-shared-secret-0123456789-0123456789";
    private const string All = "Algorithm, AllowHttpOnLoopback, AllowShortSecret, Audience, ClockSkew, DecryptionKeyFile, DecryptionKeyId, DecryptionKeyPassword, FormerKeyId, FormerSecret, FormerSecretFile, Issuer, JwksUri, KeyFile, KeyId, KeyManagement, MaximumKeysTried, MaximumLifetime, RequiredClaims, RequireSubject, Secret, SecretEncoding, SecretFile, Type, Use";

    private static readonly string MissingFile = Path.Combine(Path.GetTempPath(), "jwtkit-there-is-no-such-file.pem");

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("Issuer", null, "Issuer: is missing; the expected iss is needed.");
        yield return Case("Issuer", "", "Issuer: is missing; the expected iss is needed.");
        yield return Case("Audience", null, "Audience: is missing; the expected aud is needed.");
        yield return Case("Use", null, "Use: is missing; write OneTime, or Reusable for tokens that may be used again until they expire.");
        yield return Case("Use", "Twice", "Use: a value of 5 characters is not known; use one of Reusable, OneTime.");
        yield return Case("Secret", null, "KeyFile: is missing; one of KeyFile, JwksUri, Secret and SecretFile is needed.");
        yield return Case("Secret", "short12345", "Secret: The secret has 10 bytes (taken as text); HS256 needs at least 32. Secret.Generate(32) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        yield return Case("SecretEncoding", "Hex", "Secret: The secret is not hexadecimal (an even number of digits 0-9 and a-f). A secret that is meant as text goes through Secret.FromText.");
        yield return Case("SecretFile", "x", "SecretFile: comes beside another key; one of KeyFile, JwksUri, Secret and SecretFile is needed, and Secret, SecretFile were found.");
        yield return Case("KeyFile", "x", "KeyFile: comes beside another key; one of KeyFile, JwksUri, Secret and SecretFile is needed, and Secret, KeyFile were found.");
        yield return Case("Algorithm", "hs256", "Algorithm: 'hs256' is not known; use one of HS256, HS384, HS512, RS256, RS384, RS512, spelled exactly so.");
        yield return Case("Algorithm", "none", "Algorithm: 'none' is not known; use one of HS256, HS384, HS512, RS256, RS384, RS512, spelled exactly so.");
        yield return Case("Algorithm", "RS256", "Algorithm: is RS256, which needs KeyFile; Secret was found.");
        yield return Case("KeyId", new string('k', 257), "KeyId: is not acceptable: 1 to 256 printable characters are needed.");
        yield return Case("ClockSkew", "00:06:00", "ClockSkew: is 00:06:00; 0 to 5 minutes are accepted.");
        yield return Case("MaximumKeysTried", "1001", "MaximumKeysTried: is 1001; 1 to 1000 are accepted, because each try is a cryptographic operation that any sender can ask for.");
        yield return Case("ClockSkew", "soon", "ClockSkew: 'soon' is not a duration; write hours:minutes:seconds, such as 00:05:00.");
        yield return Case("MaximumLifetime", "01:00:00", "MaximumLifetime: has no effect with Use Reusable. Take it out.");
        yield return Case("RequireSubject", "yes", "RequireSubject: 'yes' is not known; use true or false.");
        yield return Case("RequiredClaims", "scope", "RequiredClaims: is a single value; a list or a section is needed.");
        yield return Case("AllowHttpOnLoopback", "true", "AllowHttpOnLoopback: has no effect without JwksUri. Take it out.");
        yield return Case("DecryptionKeyId", "d1", "DecryptionKeyId: has no effect without DecryptionKeyFile. Take it out.");
        yield return Case("DecryptionKeyPassword", "p", "DecryptionKeyPassword: has no effect without DecryptionKeyFile. Take it out.");
        yield return Case("KeyManagement", "RSA-OAEP", "KeyManagement: has no effect without DecryptionKeyFile. Take it out.");
        yield return Case("FormerKeyId", "k0", "FormerKeyId: has no effect without FormerSecret or FormerSecretFile. Take it out.");
        yield return Case("FormerSecret", "short12345", "FormerSecret: The secret has 10 bytes (taken as text); HS256 needs at least 32. Secret.Generate(32) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        yield return Case("FormerSecretFile", MissingFile, $"FormerSecretFile: the file '{MissingFile}' does not exist; a readable file is needed.");
        yield return Of("two former secrets", "FormerSecretFile: comes beside FormerSecret; take one of them out.", ("FormerSecret", SecretText), ("FormerSecretFile", MissingFile));
        yield return Of("a former secret under the same id", "FormerKeyId: is that of the current secret; each needs its own, or none.", ("FormerSecret", SecretText), ("KeyId", "k1"), ("FormerKeyId", "k1"));
        yield return Of("a former secret beside a key set", "FormerSecret: has no effect without Secret or SecretFile. Take it out.", ("Secret", null), ("JwksUri", "https://id.example.com/keys"), ("FormerSecret", SecretText));
        yield return Case("DecryptionKeyFile", MissingFile, $"DecryptionKeyFile: the file '{MissingFile}' does not exist; a readable file is needed.");
        yield return Case("Audiense", "x", $"Audiense: is not a known setting; known here are {All}.");
        yield return Of("without a secret", "SecretEncoding: has no effect without a secret. Take it out.|AllowShortSecret: has no effect without a secret. Take it out.|KeyFile: the file '{MissingFile}' does not exist; a readable file is needed.", ("Secret", null), ("KeyFile", MissingFile), ("SecretEncoding", "Hex"), ("AllowShortSecret", "true"));
        yield return Of("a key set with a key id", "KeyId: has no effect with JwksUri, whose keys bring their own ids. Take it out.", ("Secret", null), ("JwksUri", "https://id.example.com/keys"), ("KeyId", "k1"));
        yield return Of("a lifetime of nothing", "MaximumLifetime: is 00:00:00; 1 second to 366 days are accepted.|Replay:Store: is missing; the validator 'own' accepts each token once. Use Memory on a single machine, or a shared store.", ("Use", "OneTime"), ("MaximumLifetime", "00:00:00"));
        yield return Of("encryption by the retired way", "KeyManagement: 'RSA1_5' is not accepted; use RSA-OAEP or RSA-OAEP-256, spelled exactly so. RSA1_5 is switched on by code, in a policy of its own.", ("DecryptionKeyFile", MissingFile), ("KeyManagement", "RSA1_5"));
        yield return Of("a shared key as key management", "KeyManagement: 'dir' is not accepted; use RSA-OAEP or RSA-OAEP-256, spelled exactly so. RSA1_5 is switched on by code, in a policy of its own.", ("DecryptionKeyFile", MissingFile), ("KeyManagement", "dir"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Names_the_setting_and_what_would_be_right((string Key, string? Value)[] changes, string[] expected) =>
        Assert.That(Faults.Of(Section(changes)), Is.EquivalentTo(expected.Select(static fault => (fault.StartsWith("Replay", StringComparison.Ordinal) ? "JwtKit:" : "JwtKit:Validators:own:") + fault)));

    [Test]
    public void Accepts_right_settings() => Assert.That(
        Faults.Of(Section([
            ("Algorithm", "HS256"), ("KeyId", "k1"), ("ClockSkew", "00:05:00"), ("Type", "at+jwt"), ("RequireSubject", "true"), ("RequiredClaims:0", "scope"), ("SecretEncoding", "Text"), ("AllowShortSecret", "true")])),
        Is.Empty);

    [TestCase("http://id.example.com/keys", "false")]
    [TestCase("http://id.example.com/keys", "true")]
    [TestCase("keys.json", "true")]
    [TestCase("file:///etc/keys", "true")]
    [TestCase("http://127.0.0.1/keys", "false")]
    public void Refuses_an_address_that_is_not_safe(string address, string allowHttp) => Assert.That(
        Faults.Of(Section([("Secret", null), ("JwksUri", address), ("AllowHttpOnLoopback", allowHttp)])), Has.Count.EqualTo(1).And.Some.StartsWith("JwtKit:Validators:own:JwksUri: "));

    [Test]
    public void Refuses_an_empty_name_of_a_required_claim() => Assert.That(
        Faults.Of(Section([("RequiredClaims:0", "")])), Has.Count.EqualTo(1).And.Some.StartsWith("JwtKit:Validators:own: "));

    [Test]
    public void Refuses_a_private_key_where_a_public_one_belongs()
    {
        using TemporaryFile file = new(Verdicts.NewKeyPem());

        Assert.That(Faults.Of(Section([("Secret", null), ("KeyFile", file.Path)])), Has.Count.EqualTo(1).And.Some.StartsWith("JwtKit:Validators:own:KeyFile: "));
    }

    [Test]
    public void Reports_all_faults_at_once() => Assert.That(
        Faults.Of(Section([("Issuer", null), ("Audience", null), ("Use", null), ("Secret", "short"), ("ClockSkew", "01:00:00"), ("DecryptionKeyId", "x"), ("Liftime", "x")])),
        Has.Count.EqualTo(7));

    [TestCase("Redis", "JwtKit:Replay:Store: 'Redis' is not known; use Memory, or add the package of the store (JwtKit.PostgreSql: services.AddPostgreSqlReplayStore()).")]
    [TestCase("memory", "JwtKit:Replay:Store: 'memory' is not known; use Memory, or add the package of the store (JwtKit.PostgreSql: services.AddPostgreSqlReplayStore()).")]
    public void Names_a_store_that_it_does_not_know(string store, string expected) =>
        Assert.That(Faults.Of(Settings.Only(("JwtKit:Replay:Store", store))), Is.EqualTo(new[] { expected }));

    [TestCase("Capacity", "7", "Capacity: has no effect without Store Memory. Take it out.")]
    [TestCase("AcceptEarlierTokens", "true", "AcceptEarlierTokens: has no effect without Store Memory. Take it out.")]
    [TestCase("ConnectionString", "Host=x", "ConnectionString: has no effect without a Store that is a database. Take it out.")]
    [TestCase("Capacity", "many", "Capacity: 'many' is not a whole number.")]
    public void Names_settings_of_a_store_that_is_not_there(string setting, string value, string expected) =>
        Assert.That(Faults.Of(Settings.Only(("JwtKit:Replay:" + setting, value))), Is.EqualTo(new[] { "JwtKit:Replay:" + expected }));

    [Test]
    public void Refuses_a_capacity_of_nothing() => Assert.That(
        Faults.Of(Settings.Only(("JwtKit:Replay:Store", "Memory"), ("JwtKit:Replay:Capacity", "0"))), Is.EqualTo(new[] { "JwtKit:Replay:Capacity: is 0; at least 1 is needed." }));

    [TestCase(true)]
    [TestCase(false)]
    public void Refuses_a_configured_store_beside_one_of_the_host(bool before) => Assert.That(
        FaultsWithOwnStore(before, ("JwtKit:Replay:Store", "Memory")),
        Is.EqualTo(new[] { "JwtKit:Replay:Store: is set, and the host has added a replay store of its own by code; take one of them out." }));

    [TestCase(true)]
    [TestCase(false)]
    public void Is_content_with_a_store_of_the_host(bool before) => Assert.That(
        FaultsWithOwnStore(before, [.. Section([("Use", "OneTime")]).AsEnumerable().Where(static pair => pair.Value is not null).Select(static pair => (pair.Key, pair.Value))]), Is.Empty);

    [Test]
    public void Refuses_settings_beside_a_policy_of_code() => Assert.That(
        FaultsWith(Section([("Issuer", null), ("Audience", null), ("Use", null), ("Type", "x")]), Policy()),
        Is.EqualTo(new[] { "JwtKit:Validators:own:Secret: has no effect beside a Policy that code has set. Take it out.", "JwtKit:Validators:own:Type: has no effect beside a Policy that code has set. Take it out." }));

    private static List<string> FaultsWithOwnStore(bool before, params (string Key, string? Value)[] settings)
    {
        ServiceCollection services = new();
        _ = before
            ? services.AddReplayStore(static (_, _, _) => new ValueTask<bool>(true)).AddJwtKit(Settings.Only(settings))
            : services.AddJwtKit(Settings.Only(settings)).AddReplayStore(static (_, _, _) => new ValueTask<bool>(true));
        using ServiceProvider provider = services.BuildServiceProvider();
        return Faults.Of(provider);
    }

    private static List<string> FaultsWith(IConfigurationSection section, ValidationPolicy policy)
    {
        using ServiceProvider provider = new ServiceCollection().AddJwtKit(section).Configure<JwtKitOptions>(options => options.Validators["own"].Policy = policy).BuildServiceProvider();
        return Faults.Of(provider);
    }

    private static ValidationPolicy Policy() => new()
    {
        Keys = VerificationKeys.Create(VerificationKey.FromSecret(SignatureAlgorithm.Hs256, Secret.FromText(SecretText))),
        Issuer = "https://id.example.com",
        Audience = "orders-api",
        Use = TokenUse.Reusable,
    };

    private static IConfigurationSection Section((string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Issuer"] = "https://id.example.com",
            ["Audience"] = "orders-api",
            ["Use"] = "Reusable",
            ["Secret"] = SecretText,
        };
        foreach ((string key, string? value) in changes)
        {
            settings[key] = value;
        }

        return Settings.Only([.. settings.Where(static pair => pair.Value is not null).Select(static pair => ("JwtKit:Validators:own:" + pair.Key, pair.Value))]);
    }

    private static TestCaseData Case(string setting, string? value, string expected) => Of($"{setting}={value}", expected, (setting, value));

    private static TestCaseData Of(string name, string expected, params (string Key, string? Value)[] changes) =>
        new TestCaseData(changes, expected.Replace("{MissingFile}", MissingFile, StringComparison.Ordinal).Split('|')).SetArgDisplayNames(name);
}
