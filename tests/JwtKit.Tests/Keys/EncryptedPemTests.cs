using System.Formats.Asn1;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class EncryptedPemTests
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Aes128 = "2.16.840.1.101.3.4.1.2";
    private const string WrongPassword =
        "The password does not open the key: it is another one, or the file is damaged. It is taken exactly as given, so a line break at its end counts.";

    private const string Conversion = "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";

    [TestCase(WrappedKeys.Encrypted)]
    [TestCase(WrappedKeys.EncryptedWithSha1)]
    public void Reads_what_OpenSSL_encrypted(string pem)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(pem, WrappedKeys.Password);
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Reads_what_the_platform_encrypts(
        [Values(PbeEncryptionAlgorithm.Aes128Cbc, PbeEncryptionAlgorithm.Aes192Cbc, PbeEncryptionAlgorithm.Aes256Cbc)] PbeEncryptionAlgorithm cipher,
        [Values("SHA1", "SHA256", "SHA384", "SHA512")] string hash,
        [Values("", "Ünï 😀")] string password)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        using RsaPrivateKey key = RsaPrivateKey.FromPem(rsa.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(cipher, new HashAlgorithmName(hash), 7)), password);
        Assert.That(key.ExportPem(), Is.EqualTo(TestKeys.Pkcs8.ReplaceLineEndings("\n")));
    }

    [TestCase("changeit\n")]
    [TestCase("Changeit")]
    [TestCase("")]
    public void Refuses_another_password(string password) => Refuses(WrappedKeys.Encrypted, password, WrongPassword);

    [Test]
    public void Refuses_each_of_1000_other_passwords_in_the_same_words()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        string pem = rsa.ExportEncryptedPkcs8PrivateKeyPem(WrappedKeys.Password, new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1));
        string[] messages = [.. Enumerable.Range(0, 1000).Select(i => Assert.Throws<CryptographicException>(() => RsaPrivateKey.FromPem(pem, $"{i}"))!.Message).Distinct()];
        Assert.That(messages, Is.EqualTo(new[] { WrongPassword }));
    }

    [Test]
    public void Refuses_an_encrypted_key_without_a_password() => Refuses(
        WrappedKeys.Encrypted, null, "The key is encrypted and no password was given; RsaPrivateKey.FromPem(pem, password) opens it, in configuration KeyPassword.");

    [TestCase(TestKeys.Pkcs8, "PRIVATE KEY")]
    [TestCase(TestKeys.Pkcs1Private, "RSA PRIVATE KEY")]
    public void Refuses_a_password_for_a_key_that_is_not_encrypted(string pem, string label) => Refuses(
        pem,
        "changeit",
        $"A password was given, but the key is not encrypted (PEM block '{label}'). Leave the password out, or encrypt the key: openssl pkcs8 -topk8 -v2 aes-256-cbc -in plain.pem -out encrypted.pem");

    [Test]
    public void Refuses_an_encrypted_key_where_the_public_one_is_needed() => Assert.That(
        () => RsaPublicKey.FromPem(WrappedKeys.Encrypted),
        Throws.TypeOf<CryptographicException>().With.Message.EqualTo(
            "The PEM block is labelled 'ENCRYPTED PRIVATE KEY': a private key where the public one is needed. Keep it away from here; 'openssl pkey -in private.pem -pubout' prints the public half."));

    [TestCase(10_000_001, "10000001")]
    [TestCase(int.MaxValue, "2147483647")]
    [TestCase((long)int.MaxValue + 1, "more than 2147483647")]
    [TestCase(long.MaxValue, "more than 2147483647")]
    public void A38_Refuses_too_many_rounds_before_doing_any(long rounds, string shown) => Refuses(
        Encrypted(iterations: rounds), "x", $"The encrypted key asks for {shown} rounds of key derivation; at most 10000000 are done. {Conversion}");

    [TestCase("1.2.840.113549.1.5.3", Pbkdf2, "1.2.840.113549.2.9", Aes128, "1.2.840.113549.1.5.3", TestName = "Refuses_PBES1_with_DES")]
    [TestCase("1.2.840.113549.1.12.1.6", Pbkdf2, "1.2.840.113549.2.9", Aes128, "1.2.840.113549.1.12.1.6", TestName = "Refuses_RC2")]
    [TestCase(Pbes2, "1.3.6.1.4.1.11591.4.11", "1.2.840.113549.2.9", Aes128, "1.3.6.1.4.1.11591.4.11", TestName = "Refuses_scrypt")]
    [TestCase(Pbes2, Pbkdf2, "1.2.840.113549.2.8", Aes128, "1.2.840.113549.2.8", TestName = "Refuses_HMAC_with_SHA_224")]
    [TestCase(Pbes2, Pbkdf2, "1.2.840.113549.2.9", "1.2.840.113549.3.7", "1.2.840.113549.3.7", TestName = "Refuses_triple_DES")]
    public void Refuses_another_scheme_and_says_how_to_convert(string scheme, string derivation, string hash, string cipher, string shown) => Refuses(
        Encrypted(scheme, derivation, hash, cipher),
        "x",
        $"The key is encrypted in a way that is not supported ({(derivation == Pbkdf2 ? "" : "scrypt, ")}object identifier {shown}); PBES2 with PBKDF2 and AES-CBC is. {Conversion} "
        + "(for DES and RC2, OpenSSL 3 also needs: -provider legacy -provider default)");

    [TestCase(0, 16, 32, null)]
    [TestCase(-1, 16, 32, null)]
    [TestCase(1, 15, 32, null)]
    [TestCase(1, 16, 0, null)]
    [TestCase(1, 16, 31, null)]
    [TestCase(1, 16, 32, 32)]
    public void Refuses_parameters_that_make_no_sense(int rounds, int vectorLength, int bodyLength, int? keyLength) => Refuses(
        Encrypted(iterations: rounds, vectorLength: vectorLength, bodyLength: bodyLength, keyLength: keyLength),
        "x",
        "The PEM block 'ENCRYPTED PRIVATE KEY' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.");

    [Test]
    public void Accepts_a_stated_key_length_that_is_right() => Refuses(Encrypted(keyLength: 16), "x", WrongPassword);

    [Test]
    public void Refuses_a_weak_key_inside()
    {
        using RSA rsa = RSA.Create(1024);
        Refuses(
            rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
            "x",
            "The RSA key has 1024 bits; 2048 to 16384 are needed (RFC 7518 section 3.3). Make a new one: openssl genrsa -out private.pem 3072");
    }

    [Test]
    public void Refuses_an_elliptic_curve_key_inside()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refuses(
            ec.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
            "x",
            "The key is an elliptic-curve key (object identifier 1.2.840.10045.2.1); an RSA key is needed. Make one: openssl genrsa -out private.pem 3072");
    }

    [Test]
    public void Throws_for_a_password_with_half_of_a_surrogate_pair() => Assert.That(
        () => RsaPrivateKey.FromPem(WrappedKeys.Encrypted, "\ud800"),
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'password')"));

    private static void Refuses(string pem, string? password, string message) =>
        Assert.That(() => RsaPrivateKey.FromPem(pem, password), Throws.TypeOf<CryptographicException>().With.Message.EqualTo(message));

    private static string Encrypted(
        string scheme = Pbes2,
        string derivation = Pbkdf2,
        string hash = "1.2.840.113549.2.9",
        string cipher = Aes128,
        long iterations = 1,
        int vectorLength = 16,
        int bodyLength = 32,
        int? keyLength = null)
    {
        AsnWriter work = new(AsnEncodingRules.DER);
        using (work.PushSequence())
        {
            work.WriteOctetString(new byte[8]);
            work.WriteInteger(iterations);
            if (keyLength is { } length)
            {
                work.WriteInteger(length);
            }

            work.WriteEncodedValue(Algorithm(hash, null));
        }

        AsnWriter vector = new(AsnEncodingRules.DER);
        vector.WriteOctetString(new byte[vectorLength]);
        byte[] parameters = RsaDer.Sequence(writer =>
        {
            writer.WriteEncodedValue(Algorithm(derivation, work.Encode()));
            writer.WriteEncodedValue(Algorithm(cipher, vector.Encode()));
        });
        return PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", RsaDer.Sequence(writer =>
        {
            writer.WriteEncodedValue(Algorithm(scheme, parameters));
            writer.WriteOctetString(new byte[bodyLength]);
        }));
    }

    private static byte[] Algorithm(string identifier, byte[]? parameters) => RsaDer.Sequence(writer =>
    {
        writer.WriteObjectIdentifier(identifier);
        if (parameters is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteEncodedValue(parameters);
        }
    });
}
