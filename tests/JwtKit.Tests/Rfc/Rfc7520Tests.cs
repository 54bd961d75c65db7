using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7520Tests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes(Rfc7520Vectors.Payload);

    [Test]
    public void Writes_the_RS256_example_of_section_4_1_byte_for_byte()
    {
        using SigningKey key = SigningKey.Rs256(RsaNumbers.PrivateKey(Rfc7520Vectors.RsaKey), Rfc7520Vectors.RsaKeyId);
        Assert.That(Jws.Sign(Payload, key, type: null), Is.EqualTo(Rfc7520Vectors.RsaToken));
    }

    [Test]
    public void Verifies_the_RS256_example_of_section_4_1()
    {
        using VerificationKey key = VerificationKey.Rs256(RsaNumbers.PublicKey(Rfc7520Vectors.RsaModulus, "AQAB"), Rfc7520Vectors.RsaKeyId);
        Jws.TryVerify(Rfc7520Vectors.RsaToken, key, out byte[]? payload);
        Assert.That(payload, Is.EqualTo(Payload));
    }

    [Test]
    public void Writes_the_HS256_example_of_section_4_4_byte_for_byte()
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromBase64Url(Rfc7520Vectors.HmacKey), Rfc7520Vectors.HmacKeyId);
        Assert.That(Jws.Sign(Payload, key, type: null), Is.EqualTo(Rfc7520Vectors.HmacToken));
    }

    [Test]
    public void Verifies_the_HS256_example_of_section_4_4()
    {
        using VerificationKey key = VerificationKey.Hs256(Secret.FromBase64Url(Rfc7520Vectors.HmacKey), Rfc7520Vectors.HmacKeyId);
        Jws.TryVerify(Rfc7520Vectors.HmacToken, key, out byte[]? payload);
        Assert.That(payload, Is.EqualTo(Payload));
    }
}
