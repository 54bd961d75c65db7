using System.Buffers.Binary;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A14 to A16: ciphertexts, tags and lengths made to learn from the answer, or to pass.</summary>
[TestFixture]
internal sealed class CiphertextAttackTests
{
    private static readonly byte[] ContentKey = [.. Enumerable.Range(0, 64).Select(static i => (byte)(i + 100))];

    private static ContentEncryption[] CbcCiphers => [ContentEncryption.A128CbcHs256, ContentEncryption.A192CbcHs384, ContentEncryption.A256CbcHs512];

    private static IEnumerable<ContentEncryption> Ciphers => ContentEncryption.All;

    [TestCaseSource(nameof(CbcCiphers))]
    public void A14_Deciphers_nothing_before_the_tag_is_right(ContentEncryption content)
    {
        (byte[] vector, byte[] ciphertext, byte[] tag) = Encrypt(content, new byte[40]);
        byte[] plaintext = new byte[ciphertext.Length];
        plaintext.AsSpan().Fill(0x77);
        tag[0] ^= 1;

        content.Cipher.TryDecrypt(Key(content), vector, ciphertext, tag, default, plaintext, out _);

        Assert.That(plaintext, Is.All.EqualTo(0x77));
    }

    [TestCaseSource(nameof(CbcCiphers))]
    public async Task A14_Answers_wrong_padding_under_a_right_tag_like_a_wrong_tag(ContentEncryption content)
    {
        TokenFailure padding = await FailureOf(WithUnpadded(content, [.. new byte[31], 17]), content);
        TokenFailure tag = await FailureOf(JweText.WithBytes(WithUnpadded(content, new byte[32]), 4, static bytes => [(byte)(bytes[0] ^ 1), .. bytes[1..]]), content);

        Assert.That(padding, Is.SameAs(tag));
    }

    [TestCaseSource(nameof(CbcCiphers))]
    public void A14_Leaves_no_plaintext_behind_wrong_padding(ContentEncryption content)
    {
        string token = WithUnpadded(content, [.. Enumerable.Repeat((byte)0x5a, 32)]);
        byte[] plaintext = new byte[32];
        plaintext.AsSpan().Fill(0x77);

        bool isOpen = content.Cipher.TryDecrypt(
            Key(content), JweText.Part(token, 2), JweText.Part(token, 3), JweText.Part(token, 4), RawToken.Utf8(token.Split('.')[0]), plaintext, out int written);

        Assert.That((isOpen, written, plaintext.All(static b => b == 0)), Is.EqualTo((false, 0, true)));
    }

    [TestCaseSource(nameof(CbcCiphers))]
    public async Task A14_Answers_a_change_of_each_ciphertext_byte_like_a_wrong_tag(ContentEncryption content)
    {
        string token = Message(content);
        List<TokenFailure> failures = [];
        for (int i = 0; i < JweText.Part(token, 3).Length; i++)
        {
            failures.Add(await FailureOf(JweText.WithBytes(token, 3, bytes => [.. bytes[..i], (byte)(bytes[i] ^ 1), .. bytes[(i + 1)..]]), content));
        }

        Assert.That(failures, Is.Not.Empty.And.All.SameAs(failures[0]));
    }

    [TestCaseSource(nameof(Ciphers))]
    public async Task A15_Refuses_the_right_start_of_a_tag_at_each_shorter_length(ContentEncryption content)
    {
        string token = Message(content);
        List<string> codes = [];
        for (int length = 0; length < content.Cipher.TagLength; length++)
        {
            codes.Add((await FailureOf(JweText.WithBytes(token, 4, bytes => bytes[..length]), content)).Code);
        }

        Assert.That(codes, Has.Count.EqualTo(content.Cipher.TagLength).And.All.EqualTo("decryption_failed"));
    }

    [TestCaseSource(nameof(CbcCiphers))]
    public async Task A15_Refuses_the_whole_MAC_in_place_of_its_first_half(ContentEncryption content)
    {
        string token = Message(content);
        string longer = JweText.WithPart(token, 4, _ => System.Buffers.Text.Base64Url.EncodeToString(WholeMac(content, token)));

        Assert.That((await FailureOf(longer, content)).Code, Is.EqualTo("decryption_failed"));
    }

    [TestCaseSource(nameof(Ciphers))]
    public void A15_Refuses_vectors_of_other_lengths(ContentEncryption content)
    {
        (byte[] _, byte[] ciphertext, byte[] tag) = Encrypt(content, new byte[40]);
        IEnumerable<int> passed = Enumerable.Range(0, 33).Where(length => length != content.Cipher.VectorLength)
            .Where(length => content.Cipher.TryDecrypt(Key(content), new byte[length], ciphertext, tag, default, new byte[ciphertext.Length], out _));

        Assert.That(passed, Is.Empty);
    }

    [Test]
    [Category("Heavy")]
    public void A16_Authenticates_the_length_of_the_associated_data_in_64_bits(
        [ValueSource(nameof(CbcCiphers))] ContentEncryption content, [Values(0, 1, 31, 32, 8191, 8192, 2_097_151, 2_097_152, 40_000_000)] int length)
    {
        byte[] associated = new byte[length], ciphertext = new byte[16], tag = new byte[content.Cipher.TagLength];
        content.Cipher.Encrypt(Key(content), new byte[16], new byte[3], associated, ciphertext, tag);
        byte[] field = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(field, 8UL * (ulong)length);

        Assert.That(Mac(content, [.. associated, .. new byte[16], .. ciphertext, .. field])[..tag.Length], Is.EqualTo(tag));
    }

    [Test]
    [Category("Heavy")]
    public void A16_Authenticates_a_length_that_takes_more_than_32_bits()
    {
        // 512 MiB are 2^32 bits, which in 32 bits are none at all.
        ContentEncryption content = ContentEncryption.A128CbcHs256;
        byte[] associated = new byte[512 << 20], ciphertext = new byte[16], tag = new byte[16], field = new byte[8];
        content.Cipher.Encrypt(Key(content), new byte[16], new byte[3], associated, ciphertext, tag);
        BinaryPrimitives.WriteUInt64BigEndian(field, 1UL << 32);
        using IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key(content).AsSpan(0, 16));
        foreach (byte[] part in new[] { associated, new byte[16], ciphertext, field })
        {
            mac.AppendData(part);
        }

        Assert.That(mac.GetHashAndReset()[..16], Is.EqualTo(tag));
    }

    [TestCaseSource(nameof(CbcCiphers))]
    public void A16_Tells_apart_messages_that_differ_in_where_the_associated_data_ends(ContentEncryption content)
    {
        (byte[] vector, byte[] ciphertext, byte[] tag) = Encrypt(content, new byte[40]);

        Assert.That(content.Cipher.TryDecrypt(Key(content), ciphertext.AsSpan(0, 16), ciphertext.AsSpan(16), tag, vector, new byte[48], out _), Is.False);
    }

    private static byte[] Key(ContentEncryption content) => ContentKey[..content.KeyLength];

    private static string Header(ContentEncryption content) => HandMadeJwe.Header("dir", content);

    private static string Message(ContentEncryption content) => HandMadeJwe.Make(Header(content), [], Key(content), content);

    private static Task<TokenFailure> FailureOf(string token, ContentEncryption content) =>
        Verdict.FailureOf(token, SampleEncryption.Policy(DecryptionKey.Direct(Secret.FromHex(Convert.ToHexString(Key(content))))));

    private static (byte[] Vector, byte[] Ciphertext, byte[] Tag) Encrypt(ContentEncryption content, byte[] plaintext)
    {
        byte[] vector = new byte[content.Cipher.VectorLength], tag = new byte[content.Cipher.TagLength];
        byte[] ciphertext = new byte[content.Cipher.CiphertextLength(plaintext.Length)];
        content.Cipher.Encrypt(Key(content), vector, plaintext, default, ciphertext, tag);
        return (vector, ciphertext, tag);
    }

    /// <summary>A message with a right tag over whole blocks that the caller has padded, rightly or wrongly.</summary>
    private static string WithUnpadded(ContentEncryption content, byte[] blocks)
    {
        using Aes aes = Aes.Create();
        aes.Key = Key(content)[(content.KeyLength / 2)..];
        byte[] vector = new byte[16];
        byte[] ciphertext = aes.EncryptCbc(blocks, vector, PaddingMode.None);
        string token = HandMadeJwe.Join(Header(content), [], vector, ciphertext, []);
        return token + System.Buffers.Text.Base64Url.EncodeToString(WholeMac(content, token).AsSpan(0, content.Cipher.TagLength));
    }

    private static byte[] WholeMac(ContentEncryption content, string token)
    {
        byte[] associated = RawToken.Utf8(token.Split('.')[0]);
        byte[] field = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(field, 8UL * (ulong)associated.Length);
        return Mac(content, [.. associated, .. JweText.Part(token, 2), .. JweText.Part(token, 3), .. field]);
    }

    private static byte[] Mac(ContentEncryption content, byte[] input)
    {
        byte[] key = Key(content)[..(content.KeyLength / 2)];
        return content.KeyLength switch
        {
            32 => HMACSHA256.HashData(key, input),
            48 => HMACSHA384.HashData(key, input),
            _ => HMACSHA512.HashData(key, input),
        };
    }
}
