using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7638Tests
{
    private const string Thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    [Test]
    public void Gives_the_thumbprint_of_section_3_1()
    {
        using Jwk key = Jwk.Parse(Rfc7517Vectors.PublicRsa);
        Assert.That(key.Thumbprint, Is.EqualTo(Thumbprint));
    }

    [Test]
    public void Both_halves_of_the_key_of_section_3_1_have_one_thumbprint()
    {
        using Jwk jwk = Jwk.Parse(Rfc7517Vectors.PrivateRsa);
        using RsaPrivateKey key = jwk.GetPrivateKey();
        Assert.That(new[] { jwk.Thumbprint, key.Thumbprint, jwk.GetPublicKey().Thumbprint }, Is.All.EqualTo(Thumbprint));
    }

    [Test]
    public void The_thumbprint_of_a_secret_is_over_k_and_kty_as_section_3_2_says()
    {
        using Jwk key = Jwk.Parse(Rfc7517Vectors.HmacKey);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(
            """{"k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kty":"oct"}"""u8);
        Assert.That(key.Thumbprint, Is.EqualTo(Base64UrlText.Encode(hash)));
    }
}
