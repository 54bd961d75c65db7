using System.Buffers.Binary;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Envelopes with members of their own, made and opened by .NET's primitives alone as the documentation of <see cref="EnvelopeFields"/> says.</summary>
[TestFixture]
internal sealed class FieldsEnvelopeTests
{
    private static readonly byte[] Content = [.. "what is sealed, in more than one block of the cipher"u8];
    private static readonly byte[] SharedKey = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly TestEnvelope Shared = TestEnvelope.All.Single(static test => test.Name == "dir Fields Base64 Separate A256GCM");
    private static readonly TestEnvelope Wrapped = TestEnvelope.All.Single(static test => test.Name == "RSA-OAEP-256 Fields Base64 Separate A256GCM");
    private static readonly TestEnvelope Cbc = TestEnvelope.All.Single(static test => test.Name == "dir Fields Base64 Separate A256CBC-HS512");

    private static TestCaseData[] Damaged =>
    [
        Damage("another version", "version", "2"),
        Damage("an empty version", "version", string.Empty),
        Damage("another algorithm", "alg", "RSA-OAEP"),
        Damage("another case of the algorithm", "alg", "DIR"),
        Damage("another cipher", "enc", "A128GCM"),
        Damage("another cipher of the format", "enc", "A256CBC-HS512"),
        Damage("an empty key id", "kid", string.Empty),
        Damage("a long key id", "kid", new string('x', 257)),
        Damage("a key id with a line break", "kid", "a\nb"),
        Damage("an empty content type", "contentType", string.Empty),
        Damage("a content type with a line break", "contentType", "text/plain\r\nX: 1"),
        Damage("a token's content type", "contentType", "application/jwt"),
        Damage("an empty salt", "salt", string.Empty),
        Damage("a short salt", "salt", Convert.ToBase64String(new byte[31])),
        Damage("a long salt", "salt", Convert.ToBase64String(new byte[33])),
        Damage("an empty vector", "iv", string.Empty),
        Damage("a long vector", "iv", Convert.ToBase64String(new byte[16])),
        Damage("an empty tag", "tag", string.Empty),
        Damage("a short tag", "tag", Convert.ToBase64String(new byte[12])),
    ];

    private static string[] Spellings => ["Base64", "Base64Url", "Hex", "UpperHex"];

    [Test]
    public void Is_opened_by_hand_with_a_wrapped_key()
    {
        Dictionary<string, string> parts = new(EnvelopeText.Parts(Wrapped, Wrapped.Seal(Content, "orders/export", "text/plain")));
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        byte[] key = rsa.Decrypt(Convert.FromBase64String(parts["encryptedKey"]), RSAEncryptionPadding.OaepSHA256);
        Assert.That(DecryptGcm(key, parts, Additional("RSA-OAEP-256", "A256GCM")), Is.EqualTo(Content));
    }

    [Test]
    public void Is_opened_by_hand_with_a_shared_key()
    {
        Dictionary<string, string> parts = new(EnvelopeText.Parts(Shared, Shared.Seal(Content, "orders/export", "text/plain")));
        Assert.That(DecryptGcm(SharedMessageKey(parts), parts, Additional("dir", "A256GCM")), Is.EqualTo(Content));
    }

    [Test]
    public void Is_opened_by_hand_under_CBC_with_HMAC()
    {
        Dictionary<string, string> parts = new(EnvelopeText.Parts(Cbc, Cbc.Seal(Content, "orders/export", "text/plain")));
        byte[] messageKey = SharedMessageKey(parts), vector = Convert.FromBase64String(parts["iv"]), ciphertext = Convert.FromBase64String(parts["ciphertext"]);
        byte[] additional = Additional("dir", "A256CBC-HS512"), bits = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bits, additional.Length * 8L);
        byte[] input = [.. additional, .. vector, .. ciphertext, .. bits];
        byte[] mac = HMACSHA512.HashData(HKDF.Expand(HashAlgorithmName.SHA256, messageKey, 32, RawToken.Utf8("JwtKit envelope 1: MAC key")), input);
        using Aes aes = Aes.Create();
        aes.Key = HKDF.Expand(HashAlgorithmName.SHA256, messageKey, 32, RawToken.Utf8("JwtKit envelope 1: encryption key"));
        Assert.That((mac[..32], aes.DecryptCbc(ciphertext, vector)), Is.EqualTo((Convert.FromBase64String(parts["tag"]), Content)));
    }

    [Test]
    public void Opens_what_was_made_by_hand()
    {
        byte[] vector = RandomNumberGenerator.GetBytes(12), salt = RandomNumberGenerator.GetBytes(32), ciphertext = new byte[Content.Length], tag = new byte[16];
        byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, SharedKey, 32, salt, RawToken.Utf8("JwtKit envelope 1: message key"));
        using AesGcm aes = new(key, 16);
        aes.Encrypt(vector, Content, ciphertext, tag, Additional("dir", "A256GCM"));
        string envelope = $$"""
            { "tag": "{{Convert.ToBase64String(tag)}}", "ciphertext": "{{Convert.ToBase64String(ciphertext)}}", "iv": "{{Convert.ToBase64String(vector)}}",
              "salt": "{{Convert.ToBase64String(salt)}}", "requestId": { "tag": 7 }, "contentType": "text/pl\u0061in", "kid": "2026-01",
              "enc": "A256GCM", "alg": "dir", "version": "1" }
            """;
        Assert.That(Shared.Open(RawToken.Utf8(envelope), "orders/export"), Is.EqualTo(Content));
    }

    [TestCaseSource(nameof(Damaged))]
    public void Refuses(string name, string value) =>
        Assert.That(Shared.Open(EnvelopeText.With(Shared, Shared.Seal(Content, contentType: "text/plain"), name, _ => value)), Is.Null);

    [TestCase("kid")]
    [TestCase("contentType")]
    public void Refuses_an_empty_member_that_was_put_in_later(string name)
    {
        using EncryptionKey unnamed = EncryptionKey.Direct(Secret.FromBytes(SharedKey));
        string envelope = PayloadEnvelope.Seal(Content, unnamed, EnvelopeContext.None, Shared.Format);
        Assert.That((Shared.Open(RawToken.Utf8(envelope)), Shared.Open(RawToken.Utf8(envelope.Insert(1, $"\"{name}\":\"\",")))), Is.EqualTo((Content, (byte[]?)null)));
    }

    [TestCase("\"encryptedKey\":\"\",")]
    [TestCase("\"encryptedKey\":\"AAAA\",")]
    [TestCase("\"encryptedKey\":null,")]
    [TestCase("\"salt\":\"AAAA\",")]
    [TestCase("\"version\":\"1\",")]
    [TestCase("\"x\":1,\"x\":1,")]
    [TestCase("/**/")]
    public void Refuses_a_shared_key_s_message_that_begins_with(string start) =>
        Assert.That(Shared.Open(RawToken.Utf8(System.Text.Encoding.UTF8.GetString(Shared.Seal(Content)).Insert(1, start))), Is.Null);

    [Test]
    public void Refuses_a_salt_beside_a_wrapped_key() =>
        Assert.That(Wrapped.Open(RawToken.Utf8(System.Text.Encoding.UTF8.GetString(Wrapped.Seal(Content)).Insert(1, $"\"salt\":\"{Convert.ToBase64String(new byte[32])}\","))), Is.Null);

    [Test]
    public void Refuses_a_number_in_the_place_of_the_version() =>
        Assert.That(Shared.Open(RawToken.Utf8(System.Text.Encoding.UTF8.GetString(Shared.Seal(Content)).Replace("\"version\":\"1\"", "\"version\":1", StringComparison.Ordinal))), Is.Null);

    [Test]
    public void Refuses_escapes_in_what_is_encoded()
    {
        string envelope = System.Text.Encoding.UTF8.GetString(Shared.Seal(Content));
        int at = envelope.IndexOf("\"ciphertext\":\"", StringComparison.Ordinal) + "\"ciphertext\":\"".Length;
        Assert.That(Shared.Open(RawToken.Utf8($"{envelope[..at]}\\u{(int)envelope[at]:x4}{envelope[(at + 1)..]}")), Is.Null);
    }

    [TestCaseSource(nameof(Spellings))]
    public void Refuses_each_other_spelling_of_the_same_bytes(string encoding)
    {
        TestEnvelope test = TestEnvelope.All.Single(known => known.Name == $"dir Fields {encoding} Separate A256GCM");

        // Bytes that each encoding spells otherwise.
        byte[] content = [.. Enumerable.Repeat((byte)0xfb, 40)];
        byte[] envelope;
        do
        {
            envelope = test.Seal(content);
        }
        while (!Others(test, envelope).All(other => !PublicBytes.AreEqual(other, envelope)));
        Assert.That((Others(test, envelope).Count(), Others(test, envelope).Count(other => test.Open(other) is not null)), Is.EqualTo((3, 0)));
    }

    /// <summary>The ciphertext in the other encodings.</summary>
    private static IEnumerable<byte[]> Others(TestEnvelope test, byte[] envelope) =>
        from other in Spellings
        where !test.Name.Contains($" {other} ", StringComparison.Ordinal)
        let way = TestEnvelope.All.Single(known => known.Name == $"dir Fields {other} Separate A256GCM")
        select EnvelopeText.With(test, envelope, "ciphertext", text => EnvelopeText.Encode(way, "ciphertext", EnvelopeText.Decode(test, "ciphertext", text)));

    private static TestCaseData Damage(string description, string name, string value) => new TestCaseData(name, value).SetArgDisplayNames(description);

    private static byte[] SharedMessageKey(Dictionary<string, string> parts) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, SharedKey, 32, Convert.FromBase64String(parts["salt"]), RawToken.Utf8("JwtKit envelope 1: message key"));

    private static byte[] DecryptGcm(byte[] key, Dictionary<string, string> parts, byte[] additional)
    {
        byte[] ciphertext = Convert.FromBase64String(parts["ciphertext"]), plaintext = new byte[ciphertext.Length];
        using AesGcm aes = new(key, 16);
        aes.Decrypt(Convert.FromBase64String(parts["iv"]), ciphertext, Convert.FromBase64String(parts["tag"]), plaintext, additional);
        return plaintext;
    }

    private static byte[] Additional(string algorithm, string cipher)
    {
        List<byte> joined = [];
        foreach (string value in new[] { "JwtKit envelope", "1", algorithm, cipher, "2026-01", "text/plain", "orders/export" })
        {
            byte[] length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            joined.AddRange([.. length, .. RawToken.Utf8(value)]);
        }

        return [.. joined];
    }
}
