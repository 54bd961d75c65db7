using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Damaged keys in every form throw nothing but CryptographicException, and end soon. <see cref="PemMutationTests"/> has the four plain PEM forms.</summary>
[TestFixture]
internal sealed class KeyMutationTests
{
    [TestCase(Rfc7517Vectors.PublicRsa)]
    [TestCase(Rfc7517Vectors.PrivateRsa)]
    [TestCase(Rfc7517Vectors.HmacKey)]
    [TestCase("""{"kty":"oct","use":"sig","key_ops":["sign","verify"],"alg":"HS256","kid":"\u0031","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}""")]
    [Category("Heavy")]
    public void A_damaged_JWK(string json) => ThrowsNothingElse(10_000, Encoding.UTF8.GetBytes(json), static bytes =>
    {
        using Jwk jwk = Jwk.Parse(bytes);
        jwk.ToJson(includePrivate: jwk.HasPrivateMembers);
        using VerificationKey key = VerificationKey.FromJwk(jwk);
    });

    [Test]
    public void A_damaged_JWK_as_text()
    {
        Random random = FixedSeed.NewRandom();
        ThrowsNothingElse(10_000, Encoding.UTF8.GetBytes(Rfc7517Vectors.PublicRsa), bytes =>
        {
            char[] text = [.. Encoding.UTF8.GetString(bytes)];
            text[random.Next(text.Length)] = (char)random.Next(65536);
            Jwk.Parse(new string(text)).Dispose();
        });
    }

    [Test]
    public void A_damaged_JWK_set_throws_nothing_at_all()
    {
        Random random = FixedSeed.NewRandom();
        byte[] good = Encoding.UTF8.GetBytes(Rfc7517Vectors.PublicSet);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = DamagedDer.From(good, random);
            refused += JwkSet.TryParse(bytes, out JwkSet? set, out JwkSetFault? fault) ? 0 : 1;
            Assert.That(set is null, Is.EqualTo(fault is not null));
            refused += JwkSet.TryParse(Encoding.Latin1.GetString(bytes), out _, out _) ? 0 : 1;
        }

        Assert.That(refused, Is.Positive);
    }

    [Test]
    public void A_damaged_encrypted_key()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        byte[] good = rsa.ExportEncryptedPkcs8PrivateKey("x", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));
        ThrowsNothingElse(3000, good, static der => RsaPrivateKey.FromPem(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", der), "x").Dispose());
    }

    [TestCase(WrappedKeys.Certificate)]
    [TestCase(WrappedKeys.EllipticCurveCertificate)]
    public void A_damaged_certificate(string pem) => ThrowsNothingElse(
        3000,
        Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]),
        static der => RsaPublicKey.FromPem(PemEncoding.WriteString("CERTIFICATE", der)));

    [Test]
    public void A_damaged_PFX() => ThrowsNothingElse(
        1000, WrappedKeys.PfxBytes, static pfx => RsaPrivateKey.FromPfx(pfx, WrappedKeys.Password).Dispose());

    private static void ThrowsNothingElse(int count, byte[] good, Action<byte[]> read)
    {
        Random random = FixedSeed.NewRandom();
        List<string> wrong = [];
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = DamagedDer.From(good, random);
            try
            {
                read(bytes);
            }
            catch (CryptographicException)
            {
                refused++;
            }
            catch (Exception fault)
            {
                wrong.Add($"{fault}: {Convert.ToHexString(bytes)}");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(refused, Is.Positive);
    }
}
