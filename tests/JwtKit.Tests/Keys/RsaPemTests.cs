using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What both kinds of key say of a PEM text, over all four forms.</summary>
[TestFixture]
internal sealed class RsaPemTests
{
    [Test]
    public void Reads_the_key([Values] RsaForm form) => Assert.That(form.Read(form.GoodPem()), Is.EqualTo(2048));

    [Test]
    public void Reads_Windows_line_ends([Values] RsaForm form) => Assert.That(form.Read(form.GoodPem().ReplaceLineEndings("\r\n")), Is.EqualTo(2048));

    [Test]
    public void Reads_a_key_with_text_and_white_space_around_it([Values] RsaForm form) =>
        Assert.That(form.Read($"Private-Key: (2048 bit)\n\n{form.GoodPem()}\n\n  "), Is.EqualTo(2048));

    [TestCase("")]
    [TestCase("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")]
    [TestCase("--- end of file ---")]
    public void Refuses_text_without_a_PEM_block(string text) => Assert.Multiple(() =>
    {
        foreach (RsaForm form in Enum.GetValues<RsaForm>())
        {
            Assert.That(
                () => form.Read(text),
                Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
                    "No PEM block was found; a text from '-----BEGIN …-----' to '-----END …-----' is needed."));
        }
    });

    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIB")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    public void Refuses_a_text_without_its_last_line(string text) => Assert.That(
        () => RsaPrivateKey.FromPem(text),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The PEM block 'PRIVATE KEY' is cut short: '-----END PRIVATE KEY-----' is missing. Copy the file again, from the first dash to the last."));

    [Test]
    public void Refuses_a_body_that_is_not_base64() => Assert.That(
        () => RsaPrivateKey.FromPem("-----BEGIN PRIVATE KEY-----\nMIIB*\n-----END PRIVATE KEY-----"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The PEM block 'PRIVATE KEY' is damaged: what stands between its first and last line is not base64. Copy the file again, whole."));

    [TestCase("-----BEGIN PRIVATE")]
    [TestCase("-----BEGIN \0-----")]
    [TestCase("-----BEGIN 0123456789012345678901234567890123456789-----")]
    public void Refuses_a_label_that_is_none(string text) => Assert.That(
        () => RsaPrivateKey.FromPem(text),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo("The PEM block has no proper label; copy the file again, whole."));

    [Test]
    public void Throws_for_null([Values] RsaForm form) => Assert.That(() => form.Read(null!), Throws.ArgumentNullException);

    [Test]
    public void Refuses_two_keys_in_one_text([Values] RsaForm form) => Assert.That(
        () => form.Read(form.GoodPem() + "\n" + form.GoodPem()),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            $"The text holds more than one PEM block ({form.Label()}, {form.Label()}); exactly one key is needed."));

    [Test]
    public void Refuses_a_key_with_its_other_half_behind_it() => Assert.That(
        () => RsaPrivateKey.FromPem(TestKeys.Pkcs8 + "\n" + TestKeys.SubjectPublicKeyInfo),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The text holds more than one PEM block (PRIVATE KEY, PUBLIC KEY); exactly one key is needed."));

    [Test]
    public void Refuses_the_legacy_encryption_and_says_how_to_convert_it([Values] RsaForm form) => Assert.That(
        () => form.Read("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,5D69BBEB6591D95734BAD4978F5ECAAC\n\nAAAA\n-----END RSA PRIVATE KEY-----"),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The key is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED), whose key derivation is a single MD5. "
            + "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem"));

    [Test]
    public void Refuses_a_key_that_is_cut_short([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem(form.GoodDer()[..^1])), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(form)));

    [Test]
    public void Refuses_an_empty_block([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem([])), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(form)));

    [Test]
    public void Refuses_bytes_behind_the_key([Values] RsaForm form) => Assert.That(
        () => form.Read(form.Pem([.. form.GoodDer(), 0])), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(form)));

    [Test]
    public void Refuses_a_key_of_another_form_under_the_label() => Assert.That(
        () => RsaPublicKey.FromPem(RsaForm.SubjectPublicKeyInfo.Pem(RsaForm.Pkcs1Public.GoodDer())),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(RsaForm.SubjectPublicKeyInfo)));

    [TestCase(RsaForm.Pkcs1Public)]
    [TestCase(RsaForm.SubjectPublicKeyInfo)]
    public void Refuses_a_third_number_in_a_public_key(RsaForm form)
    {
        byte[] key = RsaDer.Sequence(writer =>
        {
            writer.WriteIntegerUnsigned(RsaPublicKey.FromPem(TestKeys.Pkcs1Public).Numbers.Modulus);
            writer.WriteInteger(65537);
            writer.WriteInteger(1);
        });
        byte[] der = form == RsaForm.Pkcs1Public ? key : RsaDer.SubjectPublicKeyInfo(RsaDer.RsaEncryption, key);
        Assert.That(() => form.Read(form.Pem(der)), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(form)));
    }

    [Test]
    public void Refuses_something_behind_the_key_of_a_SubjectPublicKeyInfo()
    {
        byte[] good = RsaForm.SubjectPublicKeyInfo.GoodDer();
        byte[] longer = RsaDer.Sequence(writer =>
        {
            writer.WriteEncodedValue(new System.Formats.Asn1.AsnReader(good, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence().ReadEncodedValue().Span);
            writer.WriteBitString(RsaForm.Pkcs1Public.GoodDer());
            writer.WriteNull();
        });
        Assert.That(
            () => RsaPublicKey.FromPem(RsaForm.SubjectPublicKeyInfo.Pem(longer)),
            Throws.TypeOf<CryptographicException>().With.Message.EqualTo(Damaged(RsaForm.SubjectPublicKeyInfo)));
    }

    private static string Damaged(RsaForm form) => $"The PEM block '{form.Label()}' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.";
}
