using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwkTests
{
    [Test]
    public void Reads_every_label()
    {
        using Jwk jwk = Jwk.Parse(Rsa(""","use":"sig","key_ops":["verify"],"alg":"RS512","kid":"Schl\u00fcssel","x5c":["?"],"more":{"a":[1]}"""));
        Assert.That((jwk.Use, jwk.KeyOperations!.Single(), jwk.Algorithm, jwk.KeyId), Is.EqualTo(("sig", "verify", "RS512", "Schlüssel")));
    }

    [Test]
    public void Has_no_label_that_is_not_there()
    {
        using Jwk jwk = Jwk.Parse(Rsa(""));
        Assert.That((jwk.Use, jwk.KeyOperations, jwk.Algorithm, jwk.KeyId), Is.EqualTo(((string?)null, (IReadOnlyList<string>?)null, (string?)null, (string?)null)));
    }

    [Test]
    public void Reads_bytes_as_it_reads_text()
    {
        using Jwk jwk = Jwk.Parse(Encoding.UTF8.GetBytes(Rfc7517Vectors.PublicRsa));
        Assert.That(jwk.ToJson(), Is.EqualTo(Jwk.Parse(Rfc7517Vectors.PublicRsa).ToJson()));
    }

    [Test]
    public void Throws_for_null() => Assert.That(() => Jwk.Parse((string)null!), Throws.ArgumentNullException);

    [Test]
    public void Writes_its_members_in_one_order()
    {
        using Jwk jwk = Jwk.Parse(Rsa(""","kid":"1","alg":"RS256","key_ops":["verify","x"],"use":"sig","more":1"""));
        Assert.That(jwk.ToJson(), Is.EqualTo(
            $$"""{"kty":"RSA","use":"sig","key_ops":["verify","x"],"alg":"RS256","kid":"1","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB"}"""));
    }

    [Test]
    public void Writes_public_members_only_unless_asked()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        Assert.That(jwk.ToJson(), Is.EqualTo($$"""{"kty":"RSA","alg":"RS256","kid":"2011-04-29","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB"}"""));
    }

    [Test]
    public void Writes_a_secret_when_asked()
    {
        using Jwk jwk = Jwk.Parse("""{"k":"GawgguFyGrWKav7AX4VKUg","kty":"oct","kid":"1"}""");
        Assert.That(jwk.ToJson(includePrivate: true), Is.EqualTo("""{"kty":"oct","kid":"1","k":"GawgguFyGrWKav7AX4VKUg"}"""));
    }

    [Test]
    public void Throws_when_the_public_form_of_a_secret_is_asked_for()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.HmacKey);
        Assert.That(() => jwk.ToJson(), Throws.InvalidOperationException.With.Message.EqualTo(
            "An oct key is a secret and has no public form; ToJson(includePrivate: true) writes the secret."));
    }

    [Test]
    public void Throws_when_private_members_of_a_public_key_are_asked_for()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.PublicRsa);
        Assert.That(() => jwk.ToJson(includePrivate: true), Throws.InvalidOperationException.With.Message.EqualTo(
            "The JWK is a public key and has no private members; ToJson() writes it."));
    }

    [Test]
    public void Converts_a_private_key_from_PEM_and_back()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        using Jwk written = key.ToJwk("2026-01", "RSA-OAEP", "enc");
        using Jwk read = Jwk.Parse(written.ToJson(includePrivate: true));
        using RsaPrivateKey back = read.GetPrivateKey();
        Assert.That((back.ExportPem(), read.ToString()), Is.EqualTo((TestKeys.Pkcs8.ReplaceLineEndings("\n"), "Jwk (RSA private, RSA-OAEP, kid 2026-01)")));
    }

    [Test]
    public void Making_a_JWK_leaves_the_private_key_usable()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8);
        key.ToJwk().Dispose();
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Publishes_a_public_key() => Assert.That(
        RsaPublicKey.FromPem(TestKeys.Pkcs1Public).ToJwk("1", "RS256", "sig").ToJson(),
        Does.StartWith("""{"kty":"RSA","use":"sig","alg":"RS256","kid":"1","n":"rgsGV54X8O2OAt_ZIO_j""").And.EndsWith(""","e":"AQAB"}"""));

    [TestCase("HS256", null, "No RSA algorithm of JwtKit has that name; one such as RS256 or RSA-OAEP is needed, or none. (Parameter 'algorithm')")]
    [TestCase("rs256", null, "No RSA algorithm of JwtKit has that name; one such as RS256 or RSA-OAEP is needed, or none. (Parameter 'algorithm')")]
    [TestCase(null, "tls", "A JWK's use is \"sig\", \"enc\" or left out. (Parameter 'use')")]
    [TestCase("RS256", "enc", "RS256 is for the use \"sig\", not \"enc\". (Parameter 'use')")]
    [TestCase("RSA-OAEP-256", "sig", "RSA-OAEP-256 is for the use \"enc\", not \"sig\". (Parameter 'use')")]
    public void Throws_when_made_with_labels_that_contradict_each_other(string? algorithm, string? use, string message) => Assert.That(
        () => RsaPublicKey.FromPem(TestKeys.Pkcs1Public).ToJwk(null, algorithm, use), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Knows_every_signature_algorithm_and_its_kind_of_key() => Assert.That(
        SignatureAlgorithm.All.Select(static algorithm => JwkAlgorithms.Serves(algorithm.Name, algorithm.IsSymmetric ? "oct" : "RSA")), Is.All.True);

    [TestCase(Rfc7517Vectors.PublicRsa, "Jwk (RSA, RS256, kid 2011-04-29)")]
    [TestCase(Rfc7517Vectors.PrivateRsa, "Jwk (RSA private, RS256, kid 2011-04-29)")]
    [TestCase("""{"kty":"oct","k":"AAAA"}""", "Jwk (oct)")]
    [TestCase("""{"kty":"oct","alg":"HS256\nJwk (forged)","k":"GawgguFyGrWKav7AX4VKUg"}""", "Jwk (oct, unknown alg)")]
    public void Prints_labels_only(string json, string expected)
    {
        using Jwk jwk = Jwk.Parse(json);
        Assert.That(jwk.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Erases_private_members_when_disposed()
    {
        Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        jwk.Dispose();
        Assert.That(jwk.GetPrivateKey, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(
            "The JWK was disposed and its private members erased; read it anew.\nObject name: 'Jwk'."));
    }

    [Test]
    public void The_public_half_outlives_disposing()
    {
        Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        jwk.Dispose();
        Assert.That(jwk.ToJson(), Does.EndWith(""","e":"AQAB"}"""));
    }

    [Test]
    public void A_key_made_from_it_outlives_disposing()
    {
        Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        using SigningKey key = SigningKey.FromJwk(jwk);
        jwk.Dispose();
        Assert.That(Jws.TryVerify(Jws.Sign([], key), key.VerificationKey, out _), Is.True);
    }

    [Test]
    public void Gives_8_threads_the_same_secret()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.HmacKey);
        int wrong = 0;
        Together.Run(8, _ =>
        {
            for (int i = 0; i < 500; i++)
            {
                using SigningKey key = SigningKey.FromJwk(jwk, SignatureAlgorithm.Hs256);
                wrong += jwk.Thumbprint.Length == 43 && key.KeyId == jwk.KeyId ? 0 : 1;
            }
        });
        Assert.That(wrong, Is.Zero);
    }

    private static string Rsa(string labels) => $$"""{"kty":"RSA","n":"{{Rfc7517Vectors.Modulus}}","e":"AQAB"{{labels}}}""";
}
