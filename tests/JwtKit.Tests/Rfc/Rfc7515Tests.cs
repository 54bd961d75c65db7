using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7515Tests
{
    [Test]
    public void Verifies_the_HS256_example_of_section_A_1()
    {
        using VerificationKey key = VerificationKey.Hs256(Secret.FromBase64Url(Rfc7515Vectors.HmacKey));
        Jws.TryVerify(Rfc7515Vectors.HmacToken, key, out byte[]? payload);
        Assert.That(payload, Is.EqualTo(Encoding.UTF8.GetBytes(Rfc7515Vectors.Payload)));
    }

    [Test]
    public void The_header_of_section_A_1_has_a_line_break_inside() => Assert.That(
        Encoding.UTF8.GetString(Base64UrlText.Decode(Rfc7515Vectors.HmacToken.Split('.')[0])!),
        Is.EqualTo("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"));

    [Test]
    public void Refuses_the_example_of_section_A_1_once_its_header_is_written_without_the_line_break()
    {
        string[] segments = Rfc7515Vectors.HmacToken.Split('.');
        string header = Base64UrlText.Encode([.. "{\"typ\":\"JWT\",\"alg\":\"HS256\"}"u8]);
        using VerificationKey key = VerificationKey.Hs256(Secret.FromBase64Url(Rfc7515Vectors.HmacKey));
        Assert.That(Jws.TryVerify($"{header}.{segments[1]}.{segments[2]}", key, out _), Is.False);
    }

    [Test]
    public void Verifies_the_RS256_example_of_section_A_2()
    {
        using VerificationKey key = VerificationKey.Rs256(RsaNumbers.PublicKey(Rfc7515Vectors.RsaModulus, Rfc7515Vectors.RsaExponent));
        Jws.TryVerify(Rfc7515Vectors.RsaToken, key, out byte[]? payload);
        Assert.That(payload, Is.EqualTo(Encoding.UTF8.GetBytes(Rfc7515Vectors.Payload)));
    }
}
