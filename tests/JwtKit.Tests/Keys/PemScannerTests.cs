using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Each line that begins or ends a block counts, and so does one that was meant to. The work grows with the length of the text only.</summary>
[TestFixture]
internal sealed class PemScannerTests
{
    private const string Whole = TestKeys.Pkcs8 + "\n";
    private const string CutShort = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n";

    /// <summary>Texts in which .NET's parser searches the rest again for each part, or which a parser could.</summary>
    private static readonly string[] Nonsense =
    [
        "-----BEGIN ",
        "-----BEGIN A-----\n",
        "-----END ",
        "-----END A-----\n",
        "-----BEGIN",
        "-",
        "---",
        "---\n",
        "-----\n",
        "- ",
        "--- BEGI",
        "---END ",
        "\u2014\u2014 ",
        "END KEY x---",
        "-----BEGIN A-----\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA\n-----END A-----\n",
        "-----BEGIN A-----\nAAAA\n-----END B-----\n",
        "AAAA",
        "    ",
        "\n",
        "\\n",
        "=",
    ];

    [Test]
    public void A42_Refuses_a_block_without_an_end_behind_a_whole_one() =>
        Refuses(Whole + CutShort, $"The PEM block 'PRIVATE KEY' that begins in line {Line(Whole)} is cut short: '-----END PRIVATE KEY-----' is missing. Copy the file again, from the first dash to the last.");

    [Test]
    public void A42_Refuses_a_block_without_an_end_before_a_whole_one() =>
        Refuses(CutShort + Whole, "The PEM block 'PRIVATE KEY' is cut short: '-----END PRIVATE KEY-----' is missing. Copy the file again, from the first dash to the last.");

    [TestCase("PRIVATE KEV")]
    [TestCase("RSA PRIVATE KEY")]
    [TestCase("PRIVATE  KEY")]
    [TestCase("private key")]
    public void A42_Refuses_a_mistyped_last_line_beside_a_whole_block(string label)
    {
        string damaged = TestKeys.Pkcs8.Replace("END PRIVATE KEY", "END " + label, StringComparison.Ordinal) + "\n";
        Assert.Multiple(() =>
        {
            Assert.That(() => RsaPrivateKey.FromPem(Whole + damaged), Throws.TypeOf<CryptographicException>());
            Assert.That(() => RsaPrivateKey.FromPem(damaged + Whole), Throws.TypeOf<CryptographicException>());
        });
    }

    [TestCase(TestKeys.SubjectPublicKeyInfo)]
    [TestCase(TestKeys.Pkcs1Public)]
    [TestCase(WrappedKeys.Certificate)]
    public void A42_Refuses_half_a_public_key_beside_a_whole_one(string whole) => Assert.Multiple(() =>
    {
        foreach (string half in new[] { whole[..(whole.Length / 2)], whole[(whole.Length / 2)..] })
        {
            Assert.That(() => RsaPublicKey.FromPem(whole + "\n" + half), Throws.TypeOf<CryptographicException>());
            Assert.That(() => RsaPublicKey.FromPem(half + "\n" + whole), Throws.TypeOf<CryptographicException>());
        }
    });

    [Test]
    public void A42_Refuses_a_last_line_without_a_first() => Refuses(
        Whole + "MIIB\n-----END PUBLIC KEY-----",
        $"Line {Line(Whole) + 1} ends a PEM block 'PUBLIC KEY' that has no beginning: '-----BEGIN PUBLIC KEY-----' is missing. Copy the file again, from the first dash to the last.");

    [TestCase("\n\n\n")]
    [TestCase("\r\n\r\n\r\n")]
    [TestCase("\uFEFF\n \n\"\n")]
    [TestCase("\\n\n\\n")]
    public void A42_Counts_empty_lines_before_the_text(string before) => Refuses(
        before + CutShort, "The PEM block 'PRIVATE KEY' that begins in line 4 is cut short: '-----END PRIVATE KEY-----' is missing. Copy the file again, from the first dash to the last.");

    [Test]
    public void A42_Refuses_a_block_within_a_block() => Refuses(
        $"-----BEGIN CERTIFICATE-----\n{Whole}-----END CERTIFICATE-----",
        "The PEM block 'CERTIFICATE' is cut short: '-----END CERTIFICATE-----' is missing. Copy the file again, from the first dash to the last.");

    [Test]
    public void A42_Refuses_a_body_that_is_not_base64_beside_a_whole_block() => Refuses(
        Whole + "-----BEGIN PUBLIC KEY-----\nMII*\n-----END PUBLIC KEY-----",
        $"The PEM block 'PUBLIC KEY' that begins in line {Line(Whole)} is damaged: what stands between its first and last line is not base64. Copy the file again, whole.");

    [TestCase("key:-----BEGIN PRIVATE KEY-----")]
    [TestCase("-----begin private key-----")]
    [TestCase("-----Begin Private Key-----")]
    [TestCase("----BEGIN PRIVATE KEY-----")]
    [TestCase("---BEGIN PRIVATE KEY---")]
    [TestCase("------BEGIN PRIVATE KEY------")]
    [TestCase("----- BEGIN PRIVATE KEY -----")]
    [TestCase("---- BEGIN SSH2 PUBLIC KEY ----")]
    [TestCase("\u2014\u2013BEGIN PRIVATE KEY\u2014\u2013")]
    [TestCase("BEGIN PRIVATE KEY-----")]
    [TestCase("x:BEGIN RSA PRIVATE KEY-----")]
    [TestCase("--- end encrypted private key ---")]
    [TestCase("-----END PRIVATE KEY")]
    [TestCase("-----END PRIVATE KEY-----x")]
    [TestCase("-----BEGIN PRIVATE KEY------")]
    [TestCase("-----end certificate-----")]
    [TestCase("----END X509 CRL----")]
    public void A42_Refuses_a_damaged_first_or_last_line_beside_a_whole_block(string line) => Refuses(
        $"{Whole}\n{line}\nMIIB\n",
        $"Line {Line(Whole) + 1} begins or ends a PEM block and is damaged: '-----BEGIN …-----' or '-----END …-----' is needed, in capitals, with five dashes on each side, on a line of its own. Copy the file again, whole.");

    [Test]
    public void A42_Refuses_two_blocks_on_one_line() => Refuses(
        TestKeys.Pkcs8 + TestKeys.SubjectPublicKeyInfo,
        $"Line {Line(Whole) - 1} begins or ends a PEM block and is damaged: '-----BEGIN …-----' or '-----END …-----' is needed, in capitals, with five dashes on each side, on a line of its own. Copy the file again, whole.");

    [TestCase("-----BEGIN")]
    [TestCase("-----BEGIN -----")]
    [TestCase("-----BEGIN PRIVATE KEY")]
    [TestCase("-----BEGIN PRIVATE KEY---")]
    [TestCase("-----BEGINPRIVATE KEY-----")]
    public void A42_Refuses_a_first_line_without_a_label_beside_a_whole_block(string line) =>
        Refuses($"{Whole}{line}\n", $"The PEM block that begins in line {Line(Whole)} has no proper label; copy the file again, whole.");

    [TestCase("subject=CN = Root - G1\nissuer=CN = Root - G1\n")]
    [TestCase("--- end of file ---\n")]
    [TestCase("-----------------------------\n")]
    [TestCase("---\nCertificate chain\n 0 s:CN = a\n---\n")]
    [TestCase("# FRONT END ---\n# the beginning --- and the end\n")]
    [TestCase("Bag Attributes\n    localKeyID: 0E AF\nKey Attributes: <No Attributes>\n")]
    [TestCase("# ----- FRONTEND CERTIFICATE -----\n")]
    [TestCase("# ----- BACKEND KEY -----\n")]
    [TestCase("# --- End entity certificate ---\n")]
    [TestCase("# --- END ENTITY CERTIFICATE ---\n")]
    [TestCase("--- Endpoint certificate ---\n")]
    [TestCase("# ----ENDPOINTS----\n")]
    [TestCase("-----ENDPOINTS-----\n")]
    [TestCase("# DO NOT SEND THIS KEY ---\n")]
    [TestCase("# SEND PRIVATE KEY ---\n")]
    [TestCase("# the end of the private key ---\n")]
    [TestCase("\uFEFF")]
    public void Passes_over_text_around_a_block(string text) => Assert.That(
        new PemScanner(text + Whole + text + WrappedKeys.Certificate + "\n" + text).Read().Select(static block => block.Label), Is.EqualTo(new[] { "PRIVATE KEY", "CERTIFICATE" }));

    [Test]
    public void Reads_a_block_without_any_line_break()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(TestKeys.Pkcs8.ReplaceLineEndings(""));
        Assert.That(key.KeySize, Is.EqualTo(2048));
    }

    [Test]
    public void Reads_what_another_parser_reads()
    {
        string text = TestKeys.Pkcs8 + "\nx\n" + TestKeys.SubjectPublicKeyInfo + "\n" + WrappedKeys.Certificate;
        Assert.That(new PemScanner(text).Read().Select(static block => Convert.ToHexString(block.Decode())), Is.EqualTo(Bodies(text)));
    }

    [TestCaseSource(nameof(Nonsense))]
    public void A43_Takes_steps_in_proportion_to_the_length_of_nonsense(string part) => Assert.Multiple(() =>
    {
        foreach (int length in new[] { 64 * 1024, 256 * 1024, 1024 * 1024 })
        {
            Assert.That(StepsOf(string.Concat(Enumerable.Repeat(part, length / part.Length))), Is.LessThan(128 * length), $"{length}");
            Assert.That(StepsOf("-----BEGIN A-----\n" + string.Concat(Enumerable.Repeat(part, length / part.Length))), Is.LessThan(128 * length), $"{length} in a block");
        }
    });

    [TestCase(1000)]
    [TestCase(4000)]
    public void A43_Takes_steps_in_proportion_to_the_number_of_certificates(int count)
    {
        string text = string.Concat(Enumerable.Repeat(WrappedKeys.Certificate + "\n", count));
        PemScanner scanner = new(text);

        Assert.That((scanner.Read().Count, scanner.Steps < 4L * text.Length), Is.EqualTo((count, true)));
    }

    [TestCase("-----BEGIN PUBLIC KEY")]
    [TestCase("MIIB\n-----END PUBLIC KEY-----")]
    [TestCase("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA")]
    public void A42_Takes_damaged_PEM_for_no_secret(string text) => Assert.That(
        () => SigningKey.Hs256(Secret.FromText(text.PadRight(64, '='))),
        Throws.TypeOf<CryptographicException>().With.Message.StartsWith("The secret is a key or certificate in PEM form, not a shared secret; "));

    private static int Line(string text) => text.Count(static letter => letter == '\n') + 1;

    private static long StepsOf(string text)
    {
        PemScanner scanner = new(PemText.Normalize(text));
        try
        {
            scanner.Read();
        }
        catch (CryptographicException)
        {
            // What it says is tested above.
        }

        return scanner.Steps;
    }

    private static IEnumerable<string> Bodies(string text)
    {
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            yield return Convert.ToHexString(Convert.FromBase64String(text[fields.Base64Data]));
            text = text[fields.Location.End..];
        }
    }

    private static void Refuses(string pem, string message) =>
        Assert.That(() => RsaPrivateKey.FromPem(pem), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
}
