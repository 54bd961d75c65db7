using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class KeyFileFaultTests
{
    private static readonly string MissingFile = Path.Combine(Path.GetTempPath(), "jwtkit-there-is-no-such-file.pem");

    [Test]
    public void Names_a_key_file_that_is_missing() => Assert.That(
        Faults.Of(Settings.With(("kore:Secret", null), ("kore:KeyFile", MissingFile))),
        Is.EqualTo(new[] { $"JwtKit:Issuers:kore:KeyFile: the file '{MissingFile}' does not exist; a readable file is needed." }));

    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----")]
    [TestCase("-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END PRIVATE KEY-----")]
    [TestCase("MIIEvQIBADANBg\nkqhkiG9w0BAQEF")]
    [TestCase(" {\"kty\":\"RSA\",\"d\":\"MIIEvQIBADANBg\"}")]
    public void Prints_no_key_that_stands_in_place_of_its_file(string key) => Assert.That(
        Faults.Of(Settings.With(("kore:Secret", null), ("kore:KeyFile", key))),
        Is.EqualTo(new[] { "JwtKit:Issuers:kore:KeyFile: holds a key or a certificate itself, and the path of a file is needed. Put it into a file, and the file's path here." }));

    [Test]
    public void Refuses_a_secret_file_that_is_not_text()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)0xA7, 64)]);

            Assert.That(Faults.Of(Settings.With(("ccai:Secret", null), ("ccai:SecretFile", file))), Is.EqualTo(new[]
            {
                $"JwtKit:Issuers:ccai:SecretFile: the file '{file}' is not text in UTF-8; write a secret of random bytes as Base64 or Hex, and say so in SecretEncoding.",
            }));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
