using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class Rfc7518Tests
{
    private static TestCaseData[] Examples =>
    [
        new TestCaseData(AesCbcHmacCipher.Sha256, Rfc7518Vectors.Sha256).SetArgDisplayNames("B_1"),
        new TestCaseData(AesCbcHmacCipher.Sha384, Rfc7518Vectors.Sha384).SetArgDisplayNames("B_2"),
        new TestCaseData(AesCbcHmacCipher.Sha512, Rfc7518Vectors.Sha512).SetArgDisplayNames("B_3"),
    ];

    [TestCaseSource(nameof(Examples))]
    public void Encrypts_the_example_of_appendix(object cipher, object expected)
    {
        AesCbcHmacCipher aes = (AesCbcHmacCipher)cipher;
        byte[] ciphertext = new byte[aes.CiphertextLength(Rfc7518Vectors.Plaintext.Length)];
        byte[] tag = new byte[aes.TagLength];

        aes.Encrypt(Rfc7518Vectors.Key.AsSpan(0, aes.KeyLength), Rfc7518Vectors.Vector, Rfc7518Vectors.Plaintext, Rfc7518Vectors.AssociatedData, ciphertext, tag);

        Rfc7518Vectors.Result result = (Rfc7518Vectors.Result)expected;
        Assert.That((Convert.ToHexStringLower(ciphertext), Convert.ToHexStringLower(tag)), Is.EqualTo((result.Ciphertext, result.Tag)));
    }

    [TestCaseSource(nameof(Examples))]
    public void Decrypts_the_example_of_appendix(object cipher, object example)
    {
        Rfc7518Vectors.Result result = (Rfc7518Vectors.Result)example;

        Assert.That(Decrypt((AesCbcHmacCipher)cipher, result, Rfc7518Vectors.AssociatedData), Is.EqualTo(Rfc7518Vectors.Plaintext));
    }

    [TestCaseSource(nameof(Examples))]
    public void A16_Refuses_associated_data_that_ends_elsewhere_in_the_example_of_appendix(object cipher, object example)
    {
        // The MAC's input without the length is the same for both; only the length tells them apart.
        Rfc7518Vectors.Result result = (Rfc7518Vectors.Result)example;
        byte[] longer = [.. Rfc7518Vectors.AssociatedData, .. Rfc7518Vectors.Vector];
        byte[] first = Convert.FromHexString(result.Ciphertext)[..16];
        Rfc7518Vectors.Result shifted = result with { Ciphertext = result.Ciphertext[32..] };

        Assert.That(Decrypt((AesCbcHmacCipher)cipher, shifted, longer, first), Is.Null);
    }

    private static byte[]? Decrypt(AesCbcHmacCipher cipher, Rfc7518Vectors.Result example, byte[] associatedData, byte[]? vector = null)
    {
        byte[] ciphertext = Convert.FromHexString(example.Ciphertext);
        byte[] plaintext = new byte[ciphertext.Length];
        bool isOpen = cipher.TryDecrypt(
            Rfc7518Vectors.Key.AsSpan(0, cipher.KeyLength),
            vector ?? Rfc7518Vectors.Vector,
            ciphertext,
            Convert.FromHexString(example.Tag),
            associatedData,
            plaintext,
            out int written);
        return isOpen ? plaintext[..written] : null;
    }
}
