using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What is said of a wrong section under Envelopes.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EnvelopeFaultTests : IDisposable
{
    private const string Known =
        "known here are BindContext, CallerClaim, Callers, Context, Format, KeyId, KeyManagement, MaximumLength, MediaType, PrivateKeyFile, PrivateKeyPassword, RecipientKeyFile, RecipientKeyId, RetiredKeyId, RetiredPrivateKeyFile, RetiredPrivateKeyPassword, SharedKey, SharedKeyEncoding, SharedKeyFile.";

    private readonly PayloadFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public void Finds_none_in_a_right_one() => Assert.That(Faults.Of(files.Client()), Is.Empty);

    [TestCase("Formats", "JweJson", "is not a known setting; " + Known)]
    [TestCase("Format", "Stream", "a value of 6 characters is not known; use one of JweJson, JweCompact.")]
    [TestCase("KeyManagement", "RSA1_5", "'RSA1_5' is not accepted; use RSA-OAEP-256 or RSA-OAEP, spelled exactly so. SharedKey needs none.")]
    [TestCase("KeyManagement", "dir", "'dir' is not accepted; use RSA-OAEP-256 or RSA-OAEP, spelled exactly so. SharedKey needs none.")]
    [TestCase("MaximumLength", "4095", "is 4095; 4096 to 1000000000 bytes are accepted.")]
    [TestCase("MaximumLength", "1 MB", "'1 MB' is not a whole number.")]
    [TestCase("MediaType", "jose", "'jose' is not a media type; write one without parameters, such as application/jose+json.")]
    [TestCase("KeyId", "schlüssel", "is not acceptable: 1 to 256 printable ASCII characters are needed, without a space at either end, because a header carries it.")]
    [TestCase("Context", "a\nb", "is not acceptable: 1 to 256 bytes of UTF-8 without control characters are needed. Set BindContext to false where nothing is to be bound.")]
    [TestCase("RetiredKeyId", "k-0", "has no effect without RetiredPrivateKeyFile. Take it out.")]
    [TestCase("CallerClaim", "sub", "has no effect without Callers. Take it out.")]
    [TestCase("PrivateKeyFile", null, "is missing; a file with this side's private key is needed, as PEM or PFX, or SharedKey where both sides share a key. The environment can name it, as JwtKit__Envelopes__kore__PrivateKeyFile.")]
    [TestCase("SharedKeyEncoding", "Ascii", "a value of 5 characters is not known; use one of Text, Base64, Base64Url, Hex.")]
    [TestCase("Callers", "john", "is a single value; a list or a section is needed.", "JwtKit:Envelopes:kore:Callers")]
    [TestCase("Callers:0:KeyFile", "x.pem", "is missing; the value of the claim client_id is needed.", "JwtKit:Envelopes:kore:Callers:0:Caller")]
    [TestCase("Callers:0:Caller", "john", "is missing; a file with the other side's public key is needed, as JWK or PEM.", "JwtKit:Envelopes:kore:Callers:0:KeyFile")]
    public void Names_the_setting_and_what_would_be_right(string setting, string? value, string expected, string? path = null) => Assert.That(
        Faults.Of(files.Client((setting, value))), Is.EqualTo(new[] { $"{path ?? "JwtKit:Envelopes:kore:" + setting}: {expected}" }));

    [Test]
    public void Names_a_memory_into_which_the_longest_message_would_not_fit()
    {
        using ServiceProvider services = new ServiceCollection().AddJwtKit(files.Server()).AddJwtKit(static options => options.MaximumPayloadMemory = 119_999_999).BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[]
        {
            "JwtKit:MaximumPayloadMemory: is 119999999; at least 120000000 bytes are needed, 4 times the longest message that is accepted (MaximumLength 30000000).",
        }));
    }

    [Test]
    public void Names_an_impossible_length_once()
    {
        using ServiceProvider services = new ServiceCollection().AddJwtKit(files.Server(("MaximumLength", "2000000000"))).AddJwtKit(static options => options.MaximumPayloadMemory = 1_048_576).BuildServiceProvider();

        Assert.That(Faults.Of(services), Is.EqualTo(new[] { "JwtKit:Envelopes:kore:MaximumLength: is 2000000000; 4096 to 1000000000 bytes are accepted." }));
    }

    [Test]
    public void Names_a_file_that_is_not_there() => Assert.That(
        Faults.Of(files.Client(("RecipientKeyFile", "/none/platform.pem"))),
        Is.EqualTo(new[] { "JwtKit:Envelopes:kore:RecipientKeyFile: the file '/none/platform.pem' does not exist; a readable file is needed." }));

    [Test]
    public void Names_each_setting_that_a_shared_key_makes_idle() => Assert.That(
        Faults.Of(files.Client(("SharedKey", Convert.ToBase64String(new byte[32])), ("KeyManagement", "RSA-OAEP"))).Select(static fault => fault.Split(": ")[0]),
        Is.EqualTo(new[] { "JwtKit:Envelopes:kore:RecipientKeyFile", "JwtKit:Envelopes:kore:PrivateKeyFile", "JwtKit:Envelopes:kore:KeyManagement" }));

    [Test]
    public void Names_a_shared_key_of_another_length()
    {
        List<string> faults = Faults.Of(files.Client(("PrivateKeyFile", null), ("RecipientKeyFile", null), ("SharedKey", Convert.ToBase64String(Enumerable.Range(1, 48).Select(static i => (byte)(i * 5)).ToArray()))));

        Assert.That(faults, Is.EqualTo(new[] { "JwtKit:Envelopes:kore:SharedKey: The shared key has 48 bytes; an envelope needs exactly 32 (AES-256)." }));
    }

    [Test]
    public void Names_a_retired_key_with_the_id_of_the_current_one() => Assert.That(
        Faults.Of(files.Client(("KeyId", "k-1"), ("RetiredPrivateKeyFile", files.ServerPrivate), ("RetiredKeyId", "k-1"))),
        Is.EqualTo(new[] { "JwtKit:Envelopes:kore:RetiredKeyId: Two keys have the same key id and key management; a message could not say which one it means." }));

    [Test]
    public void Names_several_keys_of_one_caller_without_ids() => Assert.That(
        Faults.Of(files.Client(
            ("Callers:0:Caller", "john"), ("Callers:0:KeyFile", files.ClientPublic), ("Callers:1:Caller", "john"), ("Callers:1:KeyFile", files.ClientPublic))),
        Is.EqualTo(new[] { "JwtKit:Envelopes:kore:Callers:1:KeyId: is missing or there twice; several keys of one caller need an id each." }));

    [Test]
    public void Takes_keys_and_formats_made_by_code()
    {
        using DecryptionKey own = DecryptionKey.RsaOaep256(RsaPrivateKey.FromPem(PayloadKeys.Client.ExportPem()));
        using EncryptionKey other = EncryptionKey.RsaOaep256(PayloadKeys.Server.GetPublicKey());
        ServiceCollection services = new();
        services.AddJwtKit(Settings.Only());
        services.Configure<JwtKitOptions>(options => options.Envelopes["kore"] = new EnvelopeOptions { DecryptionKeys = own, RecipientKey = other, Format = EnvelopeFormat.Fields(new EnvelopeFields()) });
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(Faults.Of(provider), Is.Empty);
    }

    [TestCase("other", "JwtKit:Envelopes:other: is missing; an HTTP client encrypts its payloads by it.")]
    [TestCase("kore", "JwtKit:Envelopes:kore:RecipientKeyFile: is missing; an HTTP client encrypts its requests for that key.")]
    public void Names_what_a_client_lacks(string name, string expected)
    {
        ServiceCollection services = new();
        services.AddJwtKit(files.Client(("RecipientKeyFile", null)));
        services.AddHttpClient("x").AddJwtKitPayloadEncryption(name);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(Faults.Of(provider), Is.EqualTo(new[] { expected }));
    }

    [TestCase("dir", "JwtKit:Envelopes:kore:RecipientKey: The shared key has 16 bytes; A256GCM needs exactly 32.")]
    [TestCase("RSA1_5", "JwtKit:Envelopes:kore:RecipientKey: is for RSA1_5, which envelopes do not use; RSA-OAEP-256, RSA-OAEP or dir is needed.")]
    public void Names_a_key_made_by_code_that_serves_no_envelope(string kind, string expected)
    {
        using DecryptionKey own = DecryptionKey.RsaOaep256(RsaPrivateKey.FromPem(PayloadKeys.Client.ExportPem()));
        using EncryptionKey other = kind == "dir"
            ? EncryptionKey.Direct(Secret.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)))
            : EncryptionKey.Rsa15(PayloadKeys.Server.GetPublicKey());
        ServiceCollection services = new();
        services.AddJwtKit(Settings.Only());
        services.Configure<JwtKitOptions>(options => options.Envelopes["kore"] = new EnvelopeOptions { DecryptionKeys = own, RecipientKey = other });
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(Faults.Of(provider), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Shows_no_key() => Assert.That(
        string.Concat(Faults.Of(files.Client(("PrivateKeyFile", null), ("RecipientKeyFile", null), ("SharedKey", "sh4red-key-that-nobody-may-see")))), Is.Not.Empty.And.Not.Contain("nobody-may-see"));
}
