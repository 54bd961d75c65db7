using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Sets with keys that a validator does not use: from a file as from an address, and where that is said.</summary>
[TestFixture]
internal sealed class SkippedKeyTests : IDisposable
{
    private const string Curve = """{"kty":"EC","kid":"curve"}""";
    private const string Category = "JwtKit.JwkSet";
    private const string CurveReason = "Key 2 (kid curve, EC): The JWK's key type \"EC\" is not supported; RSA and oct are.";
    private const string EncryptionReason = "Key 2 (kid e, RSA): The JWK's \"use\" is \"enc\"; \"sig\" is needed for this purpose, or no \"use\" at all.";
    private const string WeakReason = "Key 2 (kid w, RSA): The RSA key has 32 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072";
    private const string Weak = """{"kty":"RSA","kid":"w","n":"_____w","e":"AQAB"}""";

    private readonly SigningKey key = SigningKey.Rs256(RsaPrivateKey.Generate(), "a");

    private string Good => key.VerificationKey.PublicJwk!.ToJson();

    private string ForEncryption => key.VerificationKey.PublicKey!.ToJwk("e", use: "enc").ToJson();

    public void Dispose() => key.Dispose();

    [Test]
    public async Task A_set_of_a_file_is_taken_like_the_same_set_of_an_address([Values("enc", "key_ops", "alg", "EC")] string other, [Values] bool isFirst)
    {
        string skipped = other switch
        {
            "enc" => ForEncryption,
            "key_ops" => Good[..^1].Replace("\"kid\":\"a\"", "\"kid\":\"b\"", StringComparison.Ordinal) + ",\"key_ops\":[\"encrypt\"]}",
            "alg" => key.VerificationKey.PublicKey!.ToJwk("b", "RS512").ToJson(),
            _ => Curve,
        };
        string set = isFirst ? SetOf(skipped, Good) : SetOf(Good, skipped);
        await using TestHost publisher = await PublisherAsync(() => set);
        using TemporaryFile file = new(set);
        using ReloadHost fromFile = await ReloadHost.StartAsync(InFile(file).Section);
        using ReloadHost fromAddress = await ReloadHost.StartAsync(AtAddress(publisher).Section);

        Assert.That((await VerdictAsync(fromFile), await VerdictAsync(fromAddress)), Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public void Stop_the_start_where_a_file_has_no_other_with_each_reason()
    {
        using TemporaryFile file = new(SetOf(Weak, ForEncryption));

        Assert.That(FaultsOf(file), Is.EqualTo(new[]
        {
            $"JwtKit:Validators:own:KeyFile: the JWK set in '{file.Path}' has no key for RS256. {WeakReason.Replace("Key 2", "Key 1", StringComparison.Ordinal)} {EncryptionReason}",
        }));
    }

    [TestCase("""{"keys":[{"kty":"RSA","kid":"a"},{"kty":"RSA","kid":"a"}]}""", "Key 2 of the JWK set has the \"kid\" of a key before it; a token could not say which one it means.")]
    [TestCase("""{"keys":[{"kty":"RSA","d":"AAAA"}]}""", "Key 1 of the JWK set has private members or is a secret; a set holds public keys only. Whoever could read it has the key: replace it.")]
    public void A08_A_file_whose_set_is_refused_as_a_whole_says_why(string set, string reason)
    {
        using TemporaryFile file = new(set);

        Assert.That(FaultsOf(file), Is.EqualTo(new[] { $"JwtKit:Validators:own:KeyFile: the JWK set in '{file.Path}' cannot be used. {reason}" }));
    }

    [Test]
    public async Task Are_logged_once_for_each_change_of_a_file()
    {
        using TemporaryFile file = new(SetOf(Good, Curve));
        ChangingSettings settings = InFile(file);
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        settings.Change(("Validators:own:ClockSkew", "00:00:10"));
        await File.WriteAllTextAsync(file.Path, SetOf(Good, ForEncryption));
        host.Look();
        await File.WriteAllTextAsync(file.Path, SetOf(Good));
        host.Look();

        const string Begin = "Keys of the JWK set of JwtKit:Validators:own:KeyFile that are not used: 1. ";
        Assert.That(host.Log.Of(Category), Is.EqualTo(new[]
        {
            $"{Category}: Warning: {Begin}{CurveReason} ",
            $"{Category}: Information: {Begin}{EncryptionReason} ",
            $"{Category}: Information: All keys of the JWK set of JwtKit:Validators:own:KeyFile are used again. ",
        }));
    }

    [Test]
    public async Task Are_logged_once_for_a_set_of_an_address_that_is_fetched_again()
    {
        await using TestHost publisher = await PublisherAsync(() => SetOf(Good, Weak));
        using ReloadHost host = await ReloadHost.StartAsync(AtAddress(publisher).Section);
        await VerdictAsync(host);
        host.Time.Elapse(TimeSpan.FromSeconds(30));

        // A key that is not known makes the set be fetched again.
        using SigningKey other = SigningKey.Rs256(RsaPrivateKey.Generate(), "b");
        await VerdictAsync(host, other);
        string line = $"{Category}: Warning: Keys of the JWK set of 127.0.0.1 that are not used: 1. {WeakReason} ";

        // The log is written behind the validation.
        Assert.That(() => host.Log.Of(Category), Is.EqualTo(new[] { line }).After(10_000, 10));
    }

    [Test]
    public async Task Are_told_in_the_failure_of_a_token_that_names_one_of_a_file()
    {
        using TemporaryFile file = new(SetOf(Good, ForEncryption));
        using ReloadHost host = await ReloadHost.StartAsync(InFile(file).Section);
        using SigningKey named = SigningKey.Rs256(RsaPrivateKey.Generate(), "e");
        ValidationOutcome outcome = await host.Validator("own").ValidateAsync(Token(named, host));

        Assert.That(outcome.Failure?.Description, Does.EndWith(EncryptionReason));
    }

    [TestCase("enc", HealthStatus.Healthy, EncryptionReason)]
    [TestCase("EC", HealthStatus.Healthy, CurveReason)]
    [TestCase("weak", HealthStatus.Degraded, WeakReason)]
    public async Task Are_told_by_health_for_a_file_as_for_an_address(string other, HealthStatus status, string reason)
    {
        string set = SetOf(Good, other switch { "enc" => ForEncryption, "EC" => Curve, _ => Weak });
        await using TestHost publisher = await PublisherAsync(() => set);
        using TemporaryFile file = new(set);
        using ReloadHost fromFile = await ReloadHost.StartAsync(InFile(file).Section, AddHealth);
        using ReloadHost fromAddress = await ReloadHost.StartAsync(AtAddress(publisher).Section, AddHealth);
        HealthReportEntry[] entries = [await KeysAsync(fromFile), await KeysAsync(fromAddress)];

        Assert.That(entries.Select(static entry => (entry.Status, entry.Data["own"])), Is.All.EqualTo((status, (object)reason)));
    }

    [Test]
    public async Task Are_told_by_health_where_no_key_of_an_address_can_be_used()
    {
        await using TestHost publisher = await PublisherAsync(static () => SetOf(Curve));
        using ReloadHost host = await ReloadHost.StartAsync(AtAddress(publisher).Section, AddHealth);
        HealthReportEntry entry = await KeysAsync(host);

        Assert.That((entry.Status, (string)entry.Data["own"]), Is.EqualTo((
            HealthStatus.Unhealthy,
            "no_usable_key: None of the 1 keys of the set can be used; an RSA key with RS256 or no \"alg\", and for signatures, is needed. " + CurveReason.Replace("Key 2", "Key 1", StringComparison.Ordinal))));
    }

    private static void AddHealth(IServiceCollection services) => services.AddHealthChecks().AddJwtKit();

    private static async Task<HealthReportEntry> KeysAsync(ReloadHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["jwtkit_keys"];

    private static string SetOf(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    private static Task<TestHost> PublisherAsync(Func<string> set) => TestHost.StartAsync(app => app.MapGet("/keys", context => context.Response.WriteAsync(set())));

    private static ChangingSettings InFile(TemporaryFile file) => With(("KeyFile", file.Path));

    private static ChangingSettings AtAddress(TestHost publisher) =>
        With(("JwksUri", new Uri(publisher.Client.BaseAddress!, "/keys").AbsoluteUri), ("AllowHttpOnLoopback", "true"));

    private static ChangingSettings With(params (string Key, string? Value)[] settings) => new(
    [
        ("Validators:own:Issuer", "https://id.example.com"),
        ("Validators:own:Audience", "orders-api"),
        ("Validators:own:Use", "Reusable"),
        .. settings.Select(static setting => ("Validators:own:" + setting.Key, setting.Value)),
    ]);

    private static List<string> FaultsOf(TemporaryFile file) => Faults.Of(InFile(file).Section);

    private static string Token(SigningKey signing, ReloadHost host) => Jwt.Sign(
        new JwtDescriptor { Issuer = "https://id.example.com", Audiences = ["orders-api"], Subject = "john", Lifetime = TimeSpan.FromMinutes(5) }, signing, host.Time);

    private Task<string> VerdictAsync(ReloadHost host, SigningKey? signing = null) => host.Validator("own").VerdictAsync(Token(signing ?? key, host));
}
