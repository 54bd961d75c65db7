using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Changes in hosts whose options code has set, alone or beside a section.</summary>
[TestFixture]
internal sealed class CodeReloadTests
{
    private const string First = "the-first-secret-0123456789-0123456789";
    private const string Second = "the-second-secret-0123456789-012345678";

    [Test]
    public async Task Uses_a_changed_file_that_code_has_named()
    {
        using TemporaryFile file = new(First);
        using ReloadHost host = await ReloadHost.StartAsync(services => services.AddJwtKit(options => options.Issuers["own"] = FromFile(file)));
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That((await host.Issuer("own").IsUnderAsync(Second), host.Changes.Single()), Is.EqualTo((true, ReloadHost.Reloaded)));
    }

    [Test]
    public async Task Uses_a_changed_key_file_that_code_has_named()
    {
        (string first, string second) = (Verdicts.NewKeyPem(), Verdicts.NewKeyPem());
        using TemporaryFile file = new(first);
        using ReloadHost host = await ReloadHost.StartAsync(services => services.AddJwtKit(options =>
            options.Issuers["kore"] = new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", KeyFile = file.Path }));
        await File.WriteAllTextAsync(file.Path, second);
        host.Look();

        Assert.That((await host.Issuer("kore").IssueAsync(Verdicts.John)).IsUnderKey(second));
    }

    [Test]
    public async Task Keeps_the_last_good_secret_and_names_the_setting_of_a_wrong_file()
    {
        using TemporaryFile file = new(First);
        using ReloadHost host = await ReloadHost.StartAsync(services => services.AddJwtKit(options => options.Issuers["own"] = FromFile(file)));
        await File.WriteAllTextAsync(file.Path, "short");
        host.Look();

        Assert.Multiple(async () =>
        {
            Assert.That(await host.Issuer("own").IsUnderAsync(First));
            Assert.That(host.Changes.Single(), Does.Contain("JwtKit:Issuers:own:SecretFile: The secret has 5 bytes"));
        });
    }

    [Test]
    public async Task Comes_after_a_section_that_changes()
    {
        ChangingSettings settings = new(
            ("Issuers:own:Issuer", "https://id.example.com"), ("Issuers:own:Audience", "orders-api"), ("Issuers:own:Lifetime", "00:05:00"), ("Issuers:own:Secret", First));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section, static services => services.AddJwtKit(static options =>
        {
            options.Issuers["own"].KeyId = "of-code";
            options.Issuers["added"] = CodeConfigurationTests.Own(First);
        }));
        settings.Change(("Issuers:own:Secret", Second), ("Issuers:own:KeyId", "of-the-section"));
        string own = await host.Issuer("own").IssueAsync(Verdicts.John);

        Assert.That(
            (own.IsUnder(Second), TokenText.Part(own, 0)["kid"]!.GetValue<string>(), await host.Issuer("added").IsUnderAsync(First)),
            Is.EqualTo((true, "of-code", true)));
    }

    [Test]
    public async Task Signs_on_with_a_key_that_code_has_made()
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromText(First));
        using TemporaryFile file = new(First);
        using ReloadHost host = await StartAsync(file, options => options.Issuers["made"] =
            new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", SigningKey = key });
        await ChangeAsync(host, file);

        Assert.That((await host.Issuer("made").IsUnderAsync(First), Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5) }, key).IsUnder(First)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Encrypts_on_for_a_key_that_code_has_made()
    {
        using RsaPrivateKey platform = RsaPrivateKey.Generate();
        using EncryptionKey key = EncryptionKey.FromPublicKey(KeyManagement.RsaOaep, platform.GetPublicKey(), "k1");
        using TemporaryFile file = new(First);
        using ReloadHost host = await StartAsync(file, options =>
        {
            options.Issuers["made"] = CodeConfigurationTests.Own(First);
            options.Issuers["made"].Encryption = new IssuerEncryptionOptions { EncryptionKey = key };
        });
        await ChangeAsync(host, file);

        Assert.That((await host.Issuer("made").IssueAsync(Verdicts.John)).Split('.'), Has.Length.EqualTo(5));
    }

    [Test]
    public async Task Validates_on_by_a_policy_that_code_has_made()
    {
        using VerificationKey key = VerificationKey.Hs256(Secret.FromText(Second));
        ValidationPolicy policy = new() { Keys = [key], Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable };
        using TemporaryFile file = new(First);
        using ReloadHost host = await StartAsync(file, options => options.Validators["made"] = new ValidatorOptions { Policy = policy });
        await ChangeAsync(host, file);

        Assert.That(await host.Validator("made").VerdictAsync(await host.Issuer("own").IssueAsync(Verdicts.John)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Opens_on_with_keys_that_code_has_made()
    {
        using EncryptionKey recipient = EncryptionKey.FromPublicKey(KeyManagement.RsaOaep256, PayloadKeys.Server.GetPublicKey(), "s1");
        using DecryptionKey own = DecryptionKey.FromPrivateKey(KeyManagement.RsaOaep256, RsaPrivateKey.FromPem(PayloadKeys.Client.ExportPem()), "c1");
        using EncryptionKey toUs = EncryptionKey.FromPublicKey(KeyManagement.RsaOaep256, PayloadKeys.Client.GetPublicKey(), "c1");
        EnvelopeKeys keys = new(own);
        using TemporaryFile file = new(First);
        using ReloadHost host = await StartAsync(file, options => options.Envelopes["made"] = new EnvelopeOptions { RecipientKey = recipient, DecryptionKeys = keys });
        await ChangeAsync(host, file);
        ArrayBufferWriter<byte> message = new();
        PayloadEnvelope.Seal("hello"u8, toUs, EnvelopeContext.None, message);
        bool isOpened = PayloadEnvelope.TryOpen(message.WrittenSpan, keys, EnvelopeContext.None, out EnvelopePayload? payload);
        payload?.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(isOpened);
            Assert.That(() => PayloadEnvelope.Seal("hello"u8, recipient, EnvelopeContext.None, new ArrayBufferWriter<byte>()), Throws.Nothing);
        });
    }

    [Test]
    public async Task Leaves_keys_to_their_maker_when_the_host_goes()
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromText(First));
        using (await ReloadHost.StartAsync(services => services.AddJwtKit(options => options.Issuers["made"] =
            new IssuerOptions { Platform = TokenPlatform.KoreAiUser, ClientId = "cs-demo", SigningKey = key })))
        {
        }

        Assert.That(Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5) }, key).IsUnder(First));
    }

    private static IssuerOptions FromFile(TemporaryFile file)
    {
        IssuerOptions options = CodeConfigurationTests.Own(First);
        (options.Secret, options.SecretFile) = (null, file.Path);
        return options;
    }

    /// <summary>A host with an issuer whose secret is in a file, so that something changes, and with what the test adds.</summary>
    private static Task<ReloadHost> StartAsync(TemporaryFile file, Action<JwtKitOptions> configure) =>
        ReloadHost.StartAsync(services => services.AddJwtKit(options => options.Issuers["own"] = FromFile(file)).AddJwtKit(configure));

    /// <summary>Has the host make all of its configuration anew, and let go of the former.</summary>
    private static async Task ChangeAsync(ReloadHost host, TemporaryFile file)
    {
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();
        Assert.That(await host.Issuer("own").IsUnderAsync(Second), "the change is in use");
    }
}
