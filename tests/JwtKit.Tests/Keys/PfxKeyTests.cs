using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class PfxKeyTests
{
    private const string Anew = "Write it anew: openssl pkcs12 -in old.pfx -out all.pem, then openssl pkcs12 -export -in all.pem -out new.pfx";

    private static readonly PbeParameters Light = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);

    [Test]
    public void Reads_what_OpenSSL_wrote()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(WrappedKeys.PfxBytes, WrappedKeys.Password);
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [TestCase(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1)]
    [TestCase(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256)]
    public void Reads_what_the_platform_writes(Pkcs12ExportPbeParameters form)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(certificate.ExportPkcs12(form, "x"), "x");
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Reads_the_key_where_other_certificates_are_beside_it()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        using X509Certificate2 issuer = X509Certificate2.CreateFromPem(WrappedKeys.EllipticCurveCertificate);
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(new X509Certificate2Collection(new[] { issuer, certificate }).Export(X509ContentType.Pkcs12, "x")!, "x");
        Assert.That(key.KeySize, Is.EqualTo(2048));
    }

    [Test]
    public void Refuses_another_password() => Refuses(
        WrappedKeys.PfxBytes, "other", "The PFX file could not be opened: the password is another one, the file is damaged, or its encryption is not supported here.");

    [Test]
    public void Refuses_to_open_without_a_password_what_has_one() => Refuses(
        WrappedKeys.PfxBytes,
        null,
        "The PFX file could not be opened without a password: the password is another one, the file is damaged, or its encryption is not supported here.");

    [Test]
    public void Refuses_a_file_that_is_cut_short() => Refuses(
        WrappedKeys.PfxBytes[..^1],
        WrappedKeys.Password,
        "The PFX file could not be opened: the password is another one, the file is damaged, or its encryption is not supported here.");

    [Test]
    public void Refuses_a_file_without_a_private_key()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate);
        Refuses(certificate.ExportPkcs12(Light, "x"), "x", "The PFX file holds 0 certificates with a private key; exactly one is needed.");
    }

    [Test]
    public void Refuses_a_file_with_two_private_keys()
    {
        using X509Certificate2 first = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 second = SelfSigned(rsa);
        Refuses(
            new X509Certificate2Collection(new[] { first, second }).Export(X509ContentType.Pkcs12, "x")!,
            "x",
            "The PFX file holds 2 certificates with a private key; exactly one is needed.");
    }

    [Test]
    public void Refuses_an_elliptic_curve_key()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=ec", ec, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        Refuses(
            certificate.ExportPkcs12(Light, "x"),
            "x",
            "The key is an elliptic-curve key (object identifier 1.2.840.10045.2.1); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072");
    }

    [Test]
    public void Refuses_1024_bits()
    {
        using RSA rsa = RSA.Create(1024);
        using X509Certificate2 certificate = SelfSigned(rsa);
        Refuses(
            certificate.ExportPkcs12(Light, "x"),
            "x",
            "The RSA key has 1024 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072");
    }

    [Test]
    public void A38_Refuses_more_rounds_of_the_MAC_than_10_million_before_doing_any()
    {
        // The rounds of the MAC are the last number of the file: INTEGER 2048.
        byte[] pfx = WrappedKeys.PfxBytes;
        Assert.That(pfx[^4..], Is.EqualTo(new byte[] { 2, 2, 8, 0 }));
        byte[] more = LongerByTwo(pfx, [.. pfx[..^4], 2, 4, 0x7F, 0xFF, 0xFF, 0xFF]);
        Refuses(more, WrappedKeys.Password, TooMuch("2147487743"));
    }

    [Test]
    public void A38_Refuses_more_rounds_of_a_bag_than_10_million_before_doing_any() => Refuses(PfxRounds.Many(), PfxRounds.Password, TooMuch("4261676552"));

    [Test]
    public void A38_Refuses_rounds_of_the_MAC_and_of_the_key_that_are_too_many_only_together() => Refuses(
        HandMadePfx.Of(9_999_999, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(2))), "x", TooMuch("10000001"));

    [Test]
    public void A38_Refuses_rounds_of_two_encrypted_parts_that_are_too_many_only_together() => Refuses(
        HandMadePfx.Of(1, HandMadePfx.EncryptedPart(HandMadePfx.Pbes2(5_000_000)), HandMadePfx.EncryptedPart(HandMadePfx.Pbes2(5_000_000))), "x", TooMuch("10000001"));

    [Test]
    public void A38_Counts_the_rounds_of_keys_in_nested_parts() => Refuses(
        HandMadePfx.Of(1, HandMadePfx.Nested(HandMadePfx.Nested(HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(10_000_000))))), "x", TooMuch("10000001"));

    [TestCase("1.2.840.113549.1.12.1.3")]
    [TestCase("1.2.840.113549.1.12.1.6")]
    [TestCase("1.2.840.113549.1.5.3")]
    [TestCase("1.2.840.113549.1.5.11")]
    public void A38_Counts_the_rounds_of_older_schemes(string scheme) => Refuses(
        HandMadePfx.Of(4_000_000, HandMadePfx.EncryptedKey(HandMadePfx.Algorithm(scheme, HandMadePfx.Work(6_000_001)))), "x", TooMuch("10000001"));

    [Test]
    public void A38_Adds_up_without_an_overflow() => Refuses(
        HandMadePfx.Of(int.MaxValue, [.. Enumerable.Repeat(HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(int.MaxValue)), 3)]), "x", TooMuch("8589934588"));

    [Test]
    public void A38_Refuses_a_number_of_rounds_over_64_bits([Values(64, 128, 4096, 800_000)] int bits) => Refuses(
        HandMadePfx.Of(1, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(BigInteger.One << bits))), "x", TooMuch("more than 18446744073709551615"));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void A38_Refuses_a_number_of_rounds_that_is_not_positive(long rounds) => Assert.Multiple(() =>
    {
        foreach (byte[] pfx in new[]
        {
            HandMadePfx.Of(rounds, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(1))),
            HandMadePfx.Of(1, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(rounds))),
        })
        {
            Refuses(pfx, "x", "The PFX file could not be opened: the password is another one, the file is damaged, or its encryption is not supported here.");
        }
    });

    [Test]
    public void A38_Counts_in_a_file_of_indefinite_lengths() => Refuses(
        HandMadePfx.Indefinite(HandMadePfx.Of(9_999_999, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(2)))), "x", TooMuch("10000001"));

    [Test]
    public void Reads_a_file_of_indefinite_lengths()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(HandMadePfx.Indefinite(WrappedKeys.PfxBytes), WrappedKeys.Password);
        Assert.That(key.KeySize, Is.EqualTo(2048));
    }

    [Test]
    public void A38_Counts_the_rounds_of_the_MAC_of_RFC_9579() => Refuses(HandMadePfx.With(HandMadePfx.Pbmac1(10_000_000)), "x", TooMuch("10000001"));

    [Test]
    public void Refuses_the_MAC_of_RFC_9579_by_name() =>
        Refuses(HandMadePfx.With(HandMadePfx.Pbmac1(2048)), "x", NotSupported("PBMAC1, object identifier 1.2.840.113549.1.5.14"));

    [Test]
    public void Refuses_scrypt_by_name() => Refuses(
        HandMadePfx.Of(1, HandMadePfx.EncryptedKey(HandMadePfx.Scrypt())), "x", NotSupported("scrypt, object identifier 1.3.6.1.4.1.11591.4.11"));

    [Test]
    public void A38_Refuses_PBES2_within_PBES2() => Refuses(
        HandMadePfx.Of(1, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(HandMadePfx.Pbes2(1)))), "x", NotSupported("object identifier 1.2.840.113549.1.5.13"));

    [Test]
    public void A38_Refuses_PBES2_within_PBES2_50000_deep() => Refuses(
        HandMadePfx.Of(1, HandMadePfx.EncryptedKey(HandMadePfx.NestedPbes2(50_000))), "x", NotSupported("object identifier 1.2.840.113549.1.5.13"));

    [Test]
    public void A38_Refuses_PBES2_within_the_MAC_of_RFC_9579() => Refuses(
        HandMadePfx.With(HandMadePfx.Pbmac1(HandMadePfx.Pbes2(1))), "x", NotSupported("PBMAC1, object identifier 1.2.840.113549.1.5.14"));

    [TestCase(null)]
    [TestCase("")]
    public void A38_Counts_each_round_twice_where_two_forms_of_no_password_are_tried(string? password) => Refuses(
        HandMadePfx.Of(2_500_000, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(2_500_001))),
        password,
        $"The PFX file asks for 5000001 rounds of key derivation in all, and each is done twice without a password; at most 10000000 are done. {Anew}");

    [TestCase("x", 10_000_000)]
    [TestCase(null, 5_000_000)]
    public void Accepts_10_million_rounds_in_all(string? password, int rounds) => Assert.That(
        PfxWork.Require(HandMadePfx.Of(rounds - 1, HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(1))), password is null ? 2 : 1), Is.EqualTo(rounds - 1));

    [Test]
    public void A38_Refuses_parts_that_are_nested_a_thousand_deep()
    {
        byte[] bag = HandMadePfx.EncryptedKey(HandMadePfx.Pbes2(1));
        for (int depth = 0; depth < 1000; depth++)
        {
            bag = HandMadePfx.Nested(bag);
        }

        Refuses(HandMadePfx.Of(1, bag), "x", "The PFX file could not be opened: the password is another one, the file is damaged, or its encryption is not supported here.");
    }

    [Test]
    public void Reads_the_file_whose_rounds_are_changed_there()
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPfx(PfxRounds.Few(), PfxRounds.Password);
        Assert.That(key.KeySize, Is.EqualTo(2048));
    }

    [Test]
    public void A38_Refuses_bytes_behind_the_file() => Refuses(
        [.. WrappedKeys.PfxBytes, 0, 0], WrappedKeys.Password, "The PFX file has 2 bytes behind its end; nothing may follow. Copy the file again, as it was written.");

    [Test]
    public void Refuses_more_than_1_MiB() => Refuses(new byte[1024 * 1024 + 1], null, "The PFX file has 1048577 bytes; at most 1048576 are read.");

    private static X509Certificate2 SelfSigned(RSA rsa) =>
        new CertificateRequest("CN=own", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));

    /// <summary>Corrects the lengths of the outer sequence and of the MAC's at the end.</summary>
    private static byte[] LongerByTwo(byte[] before, byte[] after)
    {
        int outer = (before[2] << 8) + before[3] + 2;
        after[2] = (byte)(outer >> 8);
        after[3] = (byte)outer;
        for (int at = before.Length - 4; at >= 0; at--)
        {
            if (before[at] == 0x30 && at + 2 + before[at + 1] == before.Length)
            {
                after[at + 1] += 2;
                return after;
            }
        }

        throw new InvalidOperationException("No MAC at the end.");
    }

    private static string TooMuch(string rounds) => $"The PFX file asks for {rounds} rounds of key derivation in all; at most 10000000 are done. {Anew}";

    private static string NotSupported(string how) => $"The PFX file is protected in a way that is not supported ({how}). {Anew}";

    private static void Refuses(byte[] pfx, string? password, string message) =>
        Assert.That(() => RsaPrivateKey.FromPfx(pfx, password), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));
}
