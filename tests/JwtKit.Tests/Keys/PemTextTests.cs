using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>PEM as it comes out of environment variables, editors and other people's mail.</summary>
[TestFixture]
internal sealed class PemTextTests
{
    [Test]
    public void Reads_written_out_line_breaks([Values] RsaForm form, [Values("\\n", "\\r\\n", "\\n\n")] string lineBreak) =>
        Assert.That(form.Read(form.GoodPem().ReplaceLineEndings(lineBreak)), Is.EqualTo(2048));

    [Test]
    public void Reads_quoted_text([Values("\"", "'", " \"", "\uFEFF", "\uFEFF\"")] string quote, [Values("\\n", "\n")] string lineBreak) =>
        Assert.That(RsaForm.Pkcs8.Read(quote + RsaForm.Pkcs8.GoodPem().ReplaceLineEndings(lineBreak) + lineBreak + quote), Is.EqualTo(2048));

    [Test]
    public void Reads_lines_joined_by_spaces() =>
        Assert.That(RsaForm.Pkcs8.Read(RsaForm.Pkcs8.GoodPem().ReplaceLineEndings(" ")), Is.EqualTo(2048));

    [Test]
    public void Reads_an_encrypted_key_with_written_out_line_breaks()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(WrappedKeys.Encrypted.ReplaceLineEndings("\\n"), WrappedKeys.Password);
        Assert.That(key.KeySize, Is.EqualTo(2048));
    }

    [Test]
    public void Reads_a_certificate_with_written_out_line_breaks() =>
        Assert.That(RsaPublicKey.FromPem($"\"{WrappedKeys.Certificate.ReplaceLineEndings("\\r\\n")}\"").KeySize, Is.EqualTo(2048));

    [Test]
    public void Leaves_a_text_as_it_is_that_needs_nothing() => Assert.That(PemText.Normalize(TestKeys.Pkcs8), Is.EqualTo(TestKeys.Pkcs8));
}
