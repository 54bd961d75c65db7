using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class ConfigurationFaultTests
{
    private const string All = "Algorithm, AllowShortSecret, Audience, ClientId, Company, Cors, Encryption, Issuer, KeyFile, KeyId, KeyPassword, Lifetime, NextKeyFile, NextKeyId, NextKeyPassword, Platform, Secret, SecretEncoding, SecretFile, Subject, TokenId";

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("ccai:Secret", "short12345", "ccai:Secret: The secret has 10 bytes (taken as text); HS256 needs at least 32. Secret.Generate(32) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        yield return Case("ccai:Secret", null, "ccai:Secret: is missing; HS256 needs it. The environment can hold it, as JwtKit__Issuers__ccai__Secret, or a file named by SecretFile.");
        yield return Case("ccai:Secret", "", "ccai:Secret: is missing; HS256 needs it. The environment can hold it, as JwtKit__Issuers__ccai__Secret, or a file named by SecretFile.");
        yield return Case("ccai:SecretEncoding", "Base65", "ccai:SecretEncoding: 'Base65' is not known; use one of Text, Base64, Base64Url, Hex.");
        yield return Case("ccai:SecretEncoding", "Hex", "ccai:Secret: The secret is not hexadecimal (an even number of digits 0-9 and a-f). A secret that is meant as text goes through Secret.FromText.");
        yield return Case("ccai:SecretFile", "x", "ccai:SecretFile: comes beside another key; one of Secret, SecretFile and KeyFile is needed, and Secret, SecretFile were found.");
        yield return Case("ccai:KeyFile", "x.pem", "ccai:KeyFile: makes RS256 tokens; Platform Ccai accepts HS256.");
        yield return Case("ccai:Algorithm", "HS512", "ccai:Algorithm: makes HS512 tokens; Platform Ccai accepts HS256.");
        yield return Case("kore:Algorithm", "hs256", "kore:Algorithm: 'hs256' is not known; use one of HS256, HS512, RS256, RS512, spelled exactly so.");
        yield return Case("kore:Algorithm", "HS384", "kore:Algorithm: makes HS384 tokens; Platform KoreAiUser accepts HS256, HS512, RS256, RS512.");
        yield return Case("kore:Algorithm", "RS256", "kore:Algorithm: is RS256, which needs KeyFile; Secret was found.");
        yield return Case("ccai:Platform", "Kora", "ccai:Platform: 'Kora' is not known; use one of None, Ccai, KoreAiUser, KoreAiApi.");
        yield return Case("ccai:Platform", "1", "ccai:Platform: '1' is not known; use one of None, Ccai, KoreAiUser, KoreAiApi.");
        yield return Case("ccai:Company", null, "ccai:Company: is missing; Platform Ccai needs it.");
        yield return Case("ccai:ClientId", "cs-1", "ccai:ClientId: has no effect for Platform Ccai; it takes Company. Take it out, or set Platform.");
        yield return Case("own:Issuer", null, "own:Issuer: is missing; an issuer without a Platform needs it.");
        yield return Case("own:Lifetime", null, "own:Lifetime: is missing; write hours:minutes:seconds, such as 00:05:00.");
        yield return Case("own:Lifetime", "5", "own:Lifetime: '5' is not a duration; write hours:minutes:seconds, such as 00:05:00.");
        yield return Case("own:Lifetime", "00:00:00", "own:Lifetime: is 00:00:00; at least one second is needed.");
        yield return Case("own:Lifetime", "2147483647:00:00", "own:Lifetime: '2147483647:00:00' is not a duration; write hours:minutes:seconds, such as 00:05:00.");
        yield return Case("own:Lifetime", "99999999:00:00", "own:Lifetime: is 4166666 days; at most 36500 are accepted.");
        yield return Case("kore:Lifetime", "25:00:00", "kore:Lifetime: is 25 hours; Platform KoreAiUser refuses tokens with a jti that live longer than 1 hour. Use 01:00:00 or less, or set TokenId to false.");
        yield return Case("kore:Lifetime", "1.01:00:00", "kore:Lifetime: is 25 hours; Platform KoreAiUser refuses tokens with a jti that live longer than 1 hour. Use 01:00:00 or less, or set TokenId to false.");
        yield return Case("kore:AllowShortSecret", "yes", "kore:AllowShortSecret: 'yes' is not known; use true or false.");
        yield return Case("kore:KeyId", new string('k', 257), "kore:KeyId: is not acceptable: 1 to 256 printable characters are needed.");
        yield return Case("kore:Liftime", "00:05:00", $"kore:Liftime: is not a known setting; known here are {All}.");
        yield return Case("kore:Cors:Origins:0", "*", "kore:Cors:Origins:0: '*' is no origin; name each one, such as https://www.example.com.");
        yield return Case("kore:Cors:Origins:0", "https://www.example.com/", "kore:Cors:Origins:0: 'https://www.example.com/' is not an origin; write scheme, host and, if it is not the usual one, port, without a path or a slash at the end: https://www.example.com.");
        yield return Case("kore:Cors:Origins:0", "https://bücher.example", "kore:Cors:Origins:0: 'https://bücher.example' has letters beyond ASCII, and browsers send such a host in its ASCII form; write that one, which begins with xn--.");
        yield return Case("kore:Cors:AllowCredentials", "true", "kore:Cors:Origins: is empty; name at least one origin, such as https://www.example.com, or take Cors out.");
        yield return Case("kore:Cors:Origin", "https://www.example.com", "kore:Cors:Origin: is not a known setting; known here are AllowCredentials, Origins.", "kore:Cors:Origins: is empty; name at least one origin, such as https://www.example.com, or take Cors out.");
    }

    [TestCaseSource(nameof(Cases))]
    public void Names_the_setting_and_what_would_be_right(string setting, string? value, string[] expected) =>
        Assert.That(Faults.Of(Settings.With((setting, value))), Is.EquivalentTo(expected.Select(static fault => "JwtKit:Issuers:" + fault)));

    [Test]
    public void Refuses_a_star_with_credentials() => Assert.That(
        Faults.Of(Settings.With(("kore:Cors:Origins:0", "*"), ("kore:Cors:AllowCredentials", "true"))),
        Is.EqualTo(new[] { "JwtKit:Issuers:kore:Cors:Origins:0: '*' with AllowCredentials would let every page on the web fetch tokens for its visitors; name each origin, such as https://www.example.com." }));

    [Test]
    public void Names_a_section_that_it_does_not_know() => Assert.That(
        Faults.Of(Settings.Only(("JwtKit:Isuers:a:Platform", "Ccai"))),
        Is.EqualTo(new[] { "JwtKit:Isuers: is not a known setting; known here are Envelopes, Issuers, MaximumPayloadMemory, MutualTls, Replay, Validators." }));

    [TestCase("JwtKit:Issuers", "ccai", "JwtKit:Issuers: is a single value; a list or a section is needed.")]
    [TestCase("JwtKit:Issuers:a:Algorithm:0", "HS512", "JwtKit:Issuers:a:Algorithm: is a list or a section; a single value is needed.")]
    [TestCase("JwtKit:Issuers:a:Cors", "https://a.example", "JwtKit:Issuers:a:Cors: is a single value; a list or a section is needed.")]
    [TestCase("JwtKit:Issuers:a:Cors:Origins", "https://a.example", "JwtKit:Issuers:a:Cors:Origins: is a single value; a list or a section is needed.")]
    public void Passes_over_no_setting_of_the_wrong_shape(string setting, string value, string expected) =>
        Assert.That(Faults.Of(Settings.Only((setting, value))), Has.Member(expected));

    [TestCase("1048575", "is 1048575; at least 1048576 bytes are needed.")]
    [TestCase("-1", "'-1' is not a whole number.")]
    [TestCase("256 MiB", "a value of 7 characters is not a whole number.")]
    public void Names_a_memory_for_payloads_that_is_too_small(string value, string expected) =>
        Assert.That(Faults.Of(Settings.Only(("JwtKit:MaximumPayloadMemory", value))), Is.EqualTo(new[] { "JwtKit:MaximumPayloadMemory: " + expected }));

    [Test]
    public void Reports_all_faults_at_once() => Assert.That(
        Faults.Of(Settings.With(("ccai:Secret", "short12345"), ("kore:Platform", "Kora"), ("own:Lifetime", "soon"), ("own:Audience", null))),
        Has.Count.EqualTo(4).And.Some.StartsWith("JwtKit:Issuers:ccai:Secret:").And.Some.StartsWith("JwtKit:Issuers:kore:Platform:")
            .And.Some.StartsWith("JwtKit:Issuers:own:Lifetime: 'soon'").And.Some.StartsWith("JwtKit:Issuers:own:Audience:"));

    [Test]
    public void Never_shows_a_secret() => Assert.That(
        Faults.Of(Settings.With(("ccai:Secret", "hunter2-hunter2"), ("kore:SecretEncoding", "Base64"))),
        Has.Count.EqualTo(2).And.None.Contains("hunter2").And.None.Contains("client-secret"));

    [Test]
    public void Speaks_of_the_section_that_was_given()
    {
        IConfigurationSection section = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Auth:Tokens:Issuers:a:Platform", "Ccai")])
            .Build().GetSection("Auth:Tokens");

        Assert.That(Faults.Of(section), Has.Some.StartsWith("Auth:Tokens:Issuers:a:Company: is missing"));
    }

    [Test]
    public void Names_the_section_of_each_issuer_where_several_were_added()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("A:Issuers:a:Platform", "Kora"), KeyValuePair.Create<string, string?>("B:Issuers:b:Platform", "Ccai")])
            .Build();
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(configuration.GetSection("A")).AddJwtKit(configuration.GetSection("B")).AddJwtKit(configuration.GetSection("A"))
            .BuildServiceProvider();

        Assert.That(Faults.Of(services).Select(static fault => string.Join(':', fault.Split(':')[..4])), Is.EqualTo(new[]
        {
            "A:Issuers:a:Platform", "B:Issuers:b:Company", "B:Issuers:b:Secret",
        }));
    }

    [Test]
    public void Stops_the_start_of_a_host() => Assert.That(
        async () => await TestHost.StartAsync(static _ => { }, Settings.With(("ccai:Secret", "short12345"))),
        Throws.TypeOf<OptionsValidationException>().With.Message.Contains("JwtKit:Issuers:ccai:Secret"));

    private static TestCaseData Case(string setting, string? value, params string[] expected) =>
        new TestCaseData(setting, value, expected).SetArgDisplayNames(setting, value ?? "(absent)");
}
