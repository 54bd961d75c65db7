using JwtKit.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EncryptedTokenTests : IDisposable
{
    private static readonly TokenIdentity John = new() { Subject = "john" };

    private readonly RsaPrivateKey platform = RsaPrivateKey.Generate();
    private readonly TemporaryFile jwk;

    public EncryptedTokenTests() => jwk = new TemporaryFile(platform.GetPublicKey().ToJwk("k-1").ToJson());

    public void Dispose()
    {
        jwk.Dispose();
        platform.Dispose();
    }

    [Test]
    public async Task Are_all_encrypted_where_configured()
    {
        string token = await IssueAsync(encrypt: false);

        Assert.That(TokenText.Part(token, 0).ToJsonString(), Is.EqualTo("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"k-1","typ":"JWT"}"""));
    }

    [TestCase("RSA-OAEP", "A128CBC-HS256")]
    [TestCase("RSA-OAEP", "A128GCM")]
    [TestCase("RSA1_5", "A256GCM")]
    public async Task Have_the_header_that_is_configured(string keyManagement, string content)
    {
        string token = await IssueAsync(encrypt: false, ("kore:Encryption:KeyManagement", keyManagement), ("kore:Encryption:Content", content));

        Assert.That(TokenText.Part(token, 0).ToJsonString(), Is.EqualTo($$"""{"alg":"{{keyManagement}}","enc":"{{content}}","kid":"k-1","typ":"JWT"}"""));
    }

    [Test]
    public async Task Open_and_validate_at_the_platform()
    {
        string token = await IssueAsync(encrypt: false);
        using SigningKey signer = SigningKey.Hs256(Secret.FromText(Settings.KoreSecret));
        using DecryptionKey opener = DecryptionKey.RsaOaep(platform, "k-1");
        JwtValidator validator = new(
            new ValidationPolicy { Keys = [signer.VerificationKey], DecryptionKeys = [opener], Issuer = "cs-demo", Audience = KoreAi.Audience, Use = TokenUse.Reusable },
            new FixedTimeProvider(TestHost.Start));

        Assert.That((await validator.ValidateAsync(token)).Token?.Subject, Is.EqualTo("john"));
    }

    [TestCase(false, 3)]
    [TestCase(true, 5)]
    public async Task Are_encrypted_on_request_where_configured_so(bool encrypt, int segments) =>
        Assert.That((await IssueAsync(encrypt, ("kore:Encryption:OnRequest", "true"))).Split('.'), Has.Length.EqualTo(segments));

    [Test]
    public async Task Take_a_key_in_PEM_form_with_a_configured_id()
    {
        using TemporaryFile pem = new(platform.GetPublicKey().ExportPem());
        string token = await IssueAsync(encrypt: false, ("kore:Encryption:KeyFile", pem.Path), ("kore:Encryption:KeyId", "from-pem"));

        Assert.That(TokenText.Part(token, 0)["kid"]!.GetValue<string>(), Is.EqualTo("from-pem"));
    }

    [Test]
    public void Cannot_be_asked_for_where_no_key_is_configured()
    {
        using ServiceProvider services = Services(Settings.With());

        Assert.That(
            async () => await services.GetRequiredKeyedService<ITokenIssuer>("kore").IssueAsync(John, encrypt: true),
            Throws.InvalidOperationException.With.Message.EqualTo("The issuer 'kore' has no Encryption configured; an encrypted token needs the platform's key."));
    }

    [Test]
    public async Task Can_be_signed_with_the_key_of_an_encrypted_file()
    {
        using System.Security.Cryptography.RSA rsa = System.Security.Cryptography.RSA.Create(2048);
        using TemporaryFile pem = new(rsa.ExportEncryptedPkcs8PrivateKeyPem("changeit", new System.Security.Cryptography.PbeParameters(
            System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)));
        string token = await IssueAsync(encrypt: false, ("kore:Secret", null), ("kore:KeyFile", pem.Path), ("kore:KeyPassword", "changeit"), ("kore:Encryption:OnRequest", "true"));

        Assert.That(TokenText.Part(token, 0)["alg"]!.GetValue<string>(), Is.EqualTo("RS256"));
    }

    private static ServiceProvider Services(IConfigurationSection section) => new ServiceCollection()
        .AddSingleton<TimeProvider>(new FixedTimeProvider(TestHost.Start))
        .AddJwtKit(section)
        .BuildServiceProvider();

    private async Task<string> IssueAsync(bool encrypt, params (string Key, string? Value)[] changes)
    {
        using ServiceProvider services = Services(Settings.With([("kore:Encryption:KeyFile", jwk.Path), .. changes]));
        return await services.GetRequiredKeyedService<ITokenIssuer>("kore").IssueAsync(John, encrypt);
    }
}
