using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7520EncryptionTests
{
    private static readonly string[] Forms = ["compact", "flattened"];

    private static DecryptionKey Frodo =>
        DecryptionKey.Rsa15(RsaNumbers.PrivateKey(Rfc7520EncryptionVectors.FrodoKeyP, Rfc7520EncryptionVectors.FrodoKeyQ), Rfc7520EncryptionVectors.FrodoKeyId);

    private static DecryptionKey Samwise =>
        DecryptionKey.RsaOaep(RsaNumbers.PrivateKey(Rfc7520EncryptionVectors.SamwiseKeyP, Rfc7520EncryptionVectors.SamwiseKeyQ), Rfc7520EncryptionVectors.SamwiseKeyId);

    private static DecryptionKey Shared =>
        DecryptionKey.Direct(Secret.FromBase64Url(Rfc7520EncryptionVectors.DirectKey), Rfc7520EncryptionVectors.DirectKeyId);

    [TestCaseSource(nameof(Forms))]
    public void Decrypts_the_RSA1_5_example_of_section_5_1(string form)
    {
        using DecryptionKey key = Frodo;
        Assert.That(Decrypt(form, Rfc7520EncryptionVectors.Pkcs1Token, key), Is.EqualTo(Rfc7520EncryptionVectors.Plaintext));
    }

    [TestCaseSource(nameof(Forms))]
    public void Decrypts_the_RSA_OAEP_example_of_section_5_2(string form)
    {
        using DecryptionKey key = Samwise;
        Assert.That(Decrypt(form, Rfc7520EncryptionVectors.OaepToken, key), Is.EqualTo(Rfc7520EncryptionVectors.Plaintext));
    }

    [TestCaseSource(nameof(Forms))]
    public void Decrypts_the_direct_example_of_section_5_6(string form)
    {
        using DecryptionKey key = Shared;
        Assert.That(Decrypt(form, Rfc7520EncryptionVectors.DirectToken, key), Is.EqualTo(Rfc7520EncryptionVectors.Plaintext));
    }

    [TestCaseSource(nameof(Forms))]
    public void Opens_the_outside_of_the_nested_example_of_section_6(string form)
    {
        using DecryptionKey key = Samwise;
        string inside = Decrypt(form, Rfc7520EncryptionVectors.NestedToken, key)!;
        Assert.That(
            (RawToken.HeaderOf(inside), RawToken.PayloadOf(inside)),
            Is.EqualTo(("""{"alg":"PS256","typ":"JWT"}""", """{"iss":"hobbiton.example","exp":1300819380,"http://example.com/is_root":true}""")));
    }

    [Test]
    public async Task Refuses_the_inner_PS256_of_the_nested_example_of_section_6()
    {
        using DecryptionKey opener = Samwise;
        using VerificationKey signer = VerificationKey.Rs256(RsaNumbers.PublicKey(Rfc7520EncryptionVectors.NestedSignerModulus, "AQAB"));
        ValidationPolicy policy = new()
        {
            Keys = [signer],
            DecryptionKeys = [opener],
            Issuer = "hobbiton.example",
            Audience = Expected.NotChecked,
            Use = TokenUse.Reusable,
        };

        TokenFailure failure = await Verdict.FailureOf(Rfc7520EncryptionVectors.NestedToken, policy, DateTimeOffset.FromUnixTimeSeconds(1300819000));

        Assert.That((failure.Code, failure.Found), Is.EqualTo(("algorithm_mismatch", "PS256")));
    }

    private static string? Decrypt(string form, string token, DecryptionKey key)
    {
        byte[]? plaintext;
        bool isOpen = form == "compact" ? Jwe.TryDecrypt(token, key, out plaintext) : Jwe.TryDecryptJson(JweText.Flatten(token), key, out plaintext);
        return isOpen ? Encoding.UTF8.GetString(plaintext!) : null;
    }
}
