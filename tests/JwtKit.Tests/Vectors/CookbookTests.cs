using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The JOSE cookbook: RFC 7520 with its examples of RFC 7797 and RFC 8037, each in every form that it gives.</summary>
[TestFixture]
internal sealed class CookbookTests
{
    /// <summary>Outputs that the core does not take, by what stands against it.</summary>
    private static readonly (string Obstacles, int Outputs)[] Refused =
    [
        ("PS", 2),
        ("PS, JWS in JSON", 2),
        ("ES", 1),
        ("ES, JWS in JSON", 2),
        ("ES, several keys, JWS in JSON", 1),
        ("EdDSA", 1),
        ("EdDSA, JWS in JSON", 2),
        ("JWS in JSON", 10),
        ("b64", 1),
        ("b64, JWS in JSON", 4),
        ("detached", 1),
        ("AES-KW", 5),
        ("AES-KW, general JWE", 4),
        ("AES-KW, zip", 2),
        ("AES-KW, zip, general JWE", 1),
        ("AES-GCMKW", 2),
        ("AES-GCMKW, general JWE", 1),
        ("ECDH-ES", 8),
        ("ECDH-ES, general JWE", 1),
        ("ECDH-ES, AES-GCMKW, several keys, general JWE", 1),
        ("PBES2", 2),
        ("PBES2, general JWE", 1),
        ("general JWE", 3),
        ("key of a cipher", 3),
    ];

    private IReadOnlyList<CookbookExample> examples = null!;

    private IEnumerable<CookbookExample> Possible => examples.Where(static example => example.Obstacles.Length == 0);

    [OneTimeSetUp]
    public void Read() => examples = CookbookExample.All();

    [Test]
    public void Reads_every_file_and_every_output() => Assert.That((VectorFolder.Below("cookbook").Count, examples.Count), Is.EqualTo((32, 69)));

    [Test]
    public void Accepts_each_example_that_nothing_stands_against() => Assert.That(
        Possible.Select(static example => (example.Name, example.Accept())), Is.EqualTo(Possible.Select(static example => (example.Name, example.Content))));

    [Test]
    public void Accepts_as_many_as_were_counted() => Assert.That(examples.Count(static example => example.Accept() is not null), Is.EqualTo(8));

    [Test]
    public void Refuses_each_example_that_something_stands_against() => Assert.That(
        examples.Where(static example => example.Obstacles.Length > 0 && example.Accept() is not null).Select(static example => example.Name), Is.Empty);

    [Test]
    public void Counts_what_stands_against_the_others() => Assert.That(
        examples.Where(static example => example.Obstacles.Length > 0).GroupBy(static example => example.Obstacles, static (obstacles, those) => (obstacles, those.Count())),
        Is.EquivalentTo(Refused));

    [Test]
    public void Writes_each_signature_byte_for_byte()
    {
        CookbookExample[] signed = [.. Possible.Where(static example => !example.IsEncrypted)];

        Assert.That(signed.Select(static example => example.Sign()), Is.EqualTo(signed.Select(static example => example.Text)));
    }

    [TestCase("3_1.ec_public_key", "The JWK's key type \"EC\" is not supported; RSA and oct are.")]
    [TestCase("3_2.ec_private_key", "The JWK's key type \"EC\" is not supported; RSA and oct are.")]
    public void Refuses_the_key_of_a_type_that_it_does_not_have(string name, string message) =>
        Assert.That(() => Jwk.Parse(TextOf(name)), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));

    [TestCase("3_3.rsa_public_key")]
    [TestCase("3_4.rsa_private_key")]
    [TestCase("3_5.symmetric_key_mac_computation")]
    [TestCase("3_6.symmetric_key_encryption")]
    public void Writes_the_key_that_it_read(string name)
    {
        using Jwk jwk = Jwk.Parse(TextOf(name));

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(jwk.ToJson(jwk.HasPrivateMembers)), JsonNode.Parse(TextOf(name))), Is.True, name);
    }

    private static string TextOf(string key) => VectorFolder.Read($"cookbook/jwk/{key}.json").ToJsonString();
}
