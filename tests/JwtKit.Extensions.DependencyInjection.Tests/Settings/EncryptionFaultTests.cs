using System.Text;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class EncryptionFaultTests
{
    private const string Variable = "JwtKit__Issuers__kore__Encryption__KeyFile";

    [Test]
    public void Names_a_missing_key_file() => Assert.That(
        Faults.Of(Settings.With(("kore:Encryption:Content", "A128GCM"))),
        Is.EqualTo(new[] { $"JwtKit:Issuers:kore:Encryption:KeyFile: is missing; a file with the platform's public key is needed, as JWK or PEM. The environment can name it, as {Variable}." }));

    [TestCase("{}")]
    [TestCase("null")]
    public void An_empty_section_is_no_way_to_leave_tokens_in_the_clear(string encryption)
    {
        using MemoryStream json = new(Encoding.UTF8.GetBytes($$"""
            { "JwtKit": { "Issuers": { "kore": { "Platform": "KoreAiUser", "ClientId": "cs-demo", "Secret": "{{Settings.KoreSecret}}", "Encryption": {{encryption}} } } } }
            """));

        Assert.That(
            Faults.Of(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("JwtKit")),
            Is.EqualTo(new[] { $"JwtKit:Issuers:kore:Encryption:KeyFile: is missing; a file with the platform's public key is needed, as JWK or PEM. The environment can name it, as {Variable}." }));
    }

    [TestCase("Content", "A192GCM", "'A192GCM' is not accepted; use one of A128CBC-HS256, A128GCM, A256GCM, spelled exactly so.")]
    [TestCase("Content", "a256gcm", "'a256gcm' is not accepted; use one of A128CBC-HS256, A128GCM, A256GCM, spelled exactly so.")]
    [TestCase("KeyManagement", "ECDH-ES", "a value of 7 characters is not known; use one of RSA-OAEP, RSA1_5, spelled exactly so.")]
    [TestCase("KeyManagement", "RSA-OAEP-256", "'RSA-OAEP-256' is not accepted; use one of RSA-OAEP, RSA1_5, spelled exactly so.")]
    [TestCase("Contents", "A256GCM", "is not a known setting; known here are Content, KeyFile, KeyId, KeyManagement, OnRequest.")]
    [TestCase("OnRequest", "maybe", "a value of 5 characters is not known; use true or false.")]
    public void Names_the_setting_and_what_would_be_right(string setting, string value, string expected)
    {
        using TemporaryFile key = new(Jwk());

        Assert.That(
            Faults.Of(Settings.With(("kore:Encryption:KeyFile", key.Path), ("kore:Encryption:" + setting, value))),
            Is.EqualTo(new[] { $"JwtKit:Issuers:kore:Encryption:{setting}: {expected}" }));
    }

    [Test]
    public void Names_a_missing_key_id()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using TemporaryFile pem = new(key.GetPublicKey().ExportPem());

        Assert.That(
            Faults.Of(Settings.With(("kore:Encryption:KeyFile", pem.Path))),
            Is.EqualTo(new[] { "JwtKit:Issuers:kore:Encryption:KeyId: is missing; Platform KoreAiUser needs the id of its key, which stands in the JWK that it shows." }));
    }

    [Test]
    public void Names_key_management_that_works_with_no_PEM()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using TemporaryFile pem = new(key.GetPublicKey().ExportPem());

        Assert.That(
            Faults.Of(Settings.With(("kore:Encryption:KeyFile", pem.Path), ("kore:Encryption:KeyId", "k-1"), ("kore:Encryption:KeyManagement", "dir"))),
            Is.EqualTo(new[] { "JwtKit:Issuers:kore:Encryption:KeyManagement: 'dir' is not accepted; use one of RSA-OAEP, RSA1_5, spelled exactly so." }));
    }

    [Test]
    public void Refuses_a_private_key_where_the_public_one_is_needed()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using TemporaryFile pem = new(key.ExportPem());

        Assert.That(Faults.Of(Settings.With(("kore:Encryption:KeyFile", pem.Path))), Has.Count.EqualTo(1).And.All.StartsWith("JwtKit:Issuers:kore:Encryption:KeyFile: The PEM block is labelled 'PRIVATE KEY': a private key where the public one is needed."));
    }

    [Test]
    public void Refuses_a_private_JWK()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using TemporaryFile jwk = new(key.ToJwk("k-1").ToJson(includePrivate: true));

        Assert.That(
            Faults.Of(Settings.With(("kore:Encryption:KeyFile", jwk.Path))),
            Is.EqualTo(new[] { $"JwtKit:Issuers:kore:Encryption:KeyFile: the JWK in '{jwk.Path}' is private; the platform's public key is needed. A private key has no place on the side that encrypts." }));
    }

    [Test]
    public void Refuses_encryption_for_a_platform_that_takes_none()
    {
        using TemporaryFile key = new(Jwk());

        Assert.That(
            Faults.Of(Settings.With(("ccai:Encryption:KeyFile", key.Path))),
            Is.EqualTo(new[] { "JwtKit:Issuers:ccai:Encryption: has no effect: Platform Ccai takes signed tokens only. Take it out." }));
    }

    private static string Jwk()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        return key.GetPublicKey().ToJwk("k-1").ToJson();
    }
}
