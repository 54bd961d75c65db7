using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7516Tests
{
    private static RsaPrivateKey OaepKey => RsaNumbers.PrivateKey(Rfc7516Vectors.OaepKeyP, Rfc7516Vectors.OaepKeyQ);

    private static RsaPrivateKey Pkcs1Key => RsaNumbers.PrivateKey(Rfc7516Vectors.Pkcs1KeyP, Rfc7516Vectors.Pkcs1KeyQ);

    [Test]
    public void Decrypts_the_RSA_OAEP_and_A256GCM_example_of_appendix_A_1()
    {
        using DecryptionKey key = DecryptionKey.RsaOaep(OaepKey);
        Jwe.TryDecrypt(Rfc7516Vectors.OaepToken, key, out byte[]? plaintext);
        Assert.That(Text(plaintext), Is.EqualTo(Rfc7516Vectors.OaepPlaintext));
    }

    [Test]
    public void Decrypts_the_RSA1_5_and_A128CBC_HS256_example_of_appendix_A_2()
    {
        using DecryptionKey key = DecryptionKey.Rsa15(Pkcs1Key);
        Jwe.TryDecrypt(Rfc7516Vectors.Pkcs1Token, key, out byte[]? plaintext);
        Assert.That(Text(plaintext), Is.EqualTo(Rfc7516Vectors.Pkcs1Plaintext));
    }

    [TestCase("RSA-OAEP-256")]
    [TestCase("dir")]
    public void Refuses_the_example_of_appendix_A_1_with_a_key_for_another_way_of_key_management(string keyManagement)
    {
        using DecryptionKey key = keyManagement == "dir" ? DecryptionKey.Direct(Secret.Generate()) : DecryptionKey.RsaOaep256(OaepKey);
        Assert.That(Jwe.TryDecrypt(Rfc7516Vectors.OaepToken, key, out _), Is.False);
    }

    [Test]
    public void Refuses_the_example_of_appendix_A_2_with_the_key_of_A_1()
    {
        using DecryptionKey key = DecryptionKey.Rsa15(OaepKey);
        Assert.That(Jwe.TryDecrypt(Rfc7516Vectors.Pkcs1Token, key, out _), Is.False);
    }

    [Test]
    public void Refuses_the_unprotected_header_of_the_forms_in_appendices_A_4_and_A_5()
    {
        string[] parts = Rfc7516Vectors.Pkcs1Token.Split('.');
        string members = $"\"encrypted_key\":\"{parts[1]}\",\"iv\":\"{parts[2]}\",\"ciphertext\":\"{parts[3]}\",\"tag\":\"Mz-VPPyU4RlcuYv1IwIvzw\"";
        string json = $$"""{"protected":"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2In0","unprotected":{"jku":"https://server.example.com/keys.jwks"},"header":{"alg":"RSA1_5"},{{members}}}""";
        using DecryptionKey key = DecryptionKey.Rsa15(Pkcs1Key);
        Assert.That(Jwe.TryDecryptJson(json, key, out _), Is.False);
    }

    [Test]
    public void Decrypts_the_example_of_appendix_A_2_in_the_flattened_form_of_A_5()
    {
        using DecryptionKey key = DecryptionKey.Rsa15(Pkcs1Key);
        Jwe.TryDecryptJson(JweText.Flatten(Rfc7516Vectors.Pkcs1Token), key, out byte[]? plaintext);
        Assert.That(Text(plaintext), Is.EqualTo(Rfc7516Vectors.Pkcs1Plaintext));
    }

    private static string? Text(byte[]? plaintext) => plaintext is null ? null : Encoding.UTF8.GetString(plaintext);
}
